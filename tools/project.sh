#!/bin/sh
# Sets up .venv from the lock file and runs one of the project's tasks in it; the Makefile calls it.
# Plain POSIX shell: it must be able to say what is missing on a machine that has nothing yet.
set -eu
cd "$(dirname "$0")/.."
unset PYTHONPATH PYTHONHOME PYTHONSTARTUP PIP_TARGET PIP_PREFIX PIP_ROOT PIP_CONSTRAINT
export PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
[ -w "${HOME:-}/" ] || export PIP_NO_CACHE_DIR=1

ROOT=$(pwd)
UV='uv==0.13.9'
NEWEST=14 # of the Python 3 versions the lock was tried with; a newer one is taken only where there is no other

# ---- what the machine must have -------------------------------------------------------------------------------

fail() { # one line in both languages: what is missing and what to install
    say "$1" "$2"
    exit 2
}

check_tools() {
    case ${MAKE_VERSION:-4} in
    [0-2].* | 3.[0-7][0-9]*) fail "make 太旧（${MAKE_VERSION}）：请安装 GNU make 3.81 或更新版本" \
        "make $MAKE_VERSION is too old: install GNU make 3.81 or newer" ;;
    esac
    command -v git >/dev/null 2>&1 || fail '缺 git：请安装 git（apt install git，dnf install git，brew install git）' \
        'git is missing: install it (apt install git, dnf install git, brew install git)'
    version=$(git --version 2>/dev/null | sed -n 's/^git version \([0-9]*\.[0-9]*\).*/\1/p')
    if older "$version" 2 15; then
        fail "git 太旧（${version:-?}）：请安装 git 2.36 或更新版本" "git ${version:-?} is too old: install git 2.36 or newer"
    fi
}

advise() { # what works, but not as well as it could
    ! older "$version" 2 36 || say "建议安装 git 2.36 或更新版本（现为 $version）：旧版断电时可能丢失刚提交的内容" \
        "install git 2.36 or newer (this is $version): older ones can lose a fresh commit in a power cut"
}

older() { # older VERSION MAJOR MINOR
    major=${1%%.*} minor=${1#*.}
    [ -z "$1" ] || [ "$major" -lt "$2" ] || { [ "$major" -eq "$2" ] && [ "$minor" -lt "$3" ]; }
}

find_python() { # sets python; $PYTHON overrides the search
    python='' lacking=''
    for limit in $((NEWEST + 1)) 99; do
        for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
            "$candidate" -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, $limit))" >/dev/null 2>&1 || continue
            if "$candidate" -c 'import ensurepip, ssl, venv, zlib' >/dev/null 2>&1; then
                python=$candidate
                return
            fi
            lacking=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        done
    done
    [ -z "$lacking" ] || fail "Python $lacking 缺 venv：请安装 python$lacking-venv（apt install python$lacking-venv）" \
        "Python $lacking lacks venv: install python$lacking-venv (apt install python$lacking-venv)"
    found=$(python3 --version 2>/dev/null || echo '-')
    fail "缺 Python 3.11 或更新版本（现有：$found）：请安装（apt install python3 python3-venv，dnf install python3.12，brew install python）" \
        "Python 3.11 or newer is missing (found: $found): install it (apt install python3 python3-venv, dnf install python3.12, brew install python)"
}

# ---- .venv ----------------------------------------------------------------------------------------------------

base_stamp() { # changes when the folder moved, another Python stands behind .venv, or a lock changed
    printf '%s\n' "$ROOT" "$(readlink -f .venv/bin/python 2>/dev/null || true)"
    cksum requirements.lock requirements-build.lock
}

own_stamp() { cksum pyproject.toml src/ybq_ledger/__init__.py; }

development_stamp() { cksum requirements-dev.lock; }

same() { [ -x .venv/bin/python ] && [ -f ".venv/$1" ] && [ "$($1)" = "$(cat ".venv/$1")" ]; }

environment() { # what `ledger` needs, and no more
    same base_stamp && same own_stamp && return
    check_tools
    if ! same base_stamp; then
        find_python
        advise
        say '正在准备 .venv（只此一次，约半分钟）' 'setting up .venv (only once, about half a minute)'
        rm -rf .venv
        quietly "$python" -m venv .venv
        install -r requirements.lock -r requirements-build.lock
        base_stamp >.venv/base_stamp
    fi
    quietly .venv/bin/python -m pip install --no-deps --no-index --no-build-isolation -e .
    own_stamp >.venv/own_stamp
}

development() { # the tools for tests and checks as well
    environment
    same development_stamp && return
    say '正在安装测试工具（只此一次，约半分钟）' 'installing the tools for tests (only once, about half a minute)'
    install -r requirements-dev.lock
    development_stamp >.venv/development_stamp
}

install() { quietly .venv/bin/python -m pip install --require-hashes "$@"; }

say() { printf '%s\n' "$1 · $2" >&2; }

quietly() { # show the output of a command only if it fails
    if ! output=$("$@" 2>&1); then
        say '没有装成，原因见下；连不上软件源时可把 PIP_INDEX_URL 设为镜像' \
            'set-up failed for the reason below; where the package index is out of reach set PIP_INDEX_URL to a mirror'
        printf '%s\n' "$output" >&2
        exit 2
    fi
}

# ---- tasks ----------------------------------------------------------------------------------------------------

help() {
    cat <<'TEXT'
make status   方案现在走到哪一步（首次运行会准备 .venv） · where the plan stands (sets up .venv first)
make test     运行全部测试 · run every test
make check    格式、规范、类型、方案与台账数据 · format, lint, types, the plan's and ledger's own data
make smoke    只装打包好的程序，在干净环境里试一遍 · the built wheel alone, tried in a clean environment
make faults   成千上万次弄坏它，数丢了、坏了多少（很久；ARGS=--short 短一些） · break it many thousand times and count (long)
make bench    与机器下限和同类程序对比，看达没达到速度指标（约二十分钟；ARGS=--short 只试一试） · speed against the floor and other programs (twenty minutes)
make lock     重新锁定依赖（ARGS=--upgrade 则升级） · lock the dependencies anew (ARGS=--upgrade for newer ones)
make clean    删除 .venv 和生成的文件 · remove .venv and what was built
选项 · options: make status ARGS="--by unit"
TEXT
}

check() {
    step ruff format --check src tests tools
    step ruff check src tests tools
    step mypy
    step ledger check
    step ledger fmt --check
    step ledger schema --check docs/schema
}

step() {
    printf '> %s\n' "$*"
    program=$1
    shift
    ".venv/bin/$program" "$@"
}

smoke() {
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    quietly .venv/bin/python -m pip wheel --no-deps --no-index --no-build-isolation -w "$scratch/wheel" .
    quietly .venv/bin/python -m venv "$scratch/venv"
    quietly "$scratch/venv/bin/python" -m pip install --require-hashes -r requirements.lock
    quietly "$scratch/venv/bin/python" -m pip install --no-deps --no-index "$scratch"/wheel/*.whl
    quietly "$scratch/venv/bin/python" -m pip check
    mkdir "$scratch/home" "$scratch/ledger"
    for call in --version init status check 'explain R509' 'demo --issues 20 made-up' '-C made-up status'; do
        printf '> ledger %s\n' "$call"
        (cd "$scratch/ledger" && env -i PATH="$scratch/venv/bin:$PATH" HOME="$scratch/home" LANG=C.UTF-8 ledger $call)
    done
}

lock() {
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    quietly .venv/bin/python -m venv "$scratch"
    quietly "$scratch/bin/python" -m pip install "$UV"
    compile requirements.lock pyproject.toml "$@"
    compile requirements-dev.lock pyproject.toml --group dev -c requirements.lock "$@"
    compile requirements-build.lock --group build -c requirements-dev.lock "$@"
}

compile() { # one lock file for every platform and Python; no address of any index gets into it
    target=$1
    shift
    quietly env UV_CUSTOM_COMPILE_COMMAND='make lock' "$scratch/bin/uv" pip compile --quiet --no-config --universal \
        --generate-hashes --python-version 3.11 --output-file "$target" "$@"
}

clean() { rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis; }

# ---------------------------------------------------------------------------------------------------------------

task=${1:-help}
[ $# -eq 0 ] || shift
case $task in
status) exec .venv/bin/ledger status "$@" ;;
test) exec .venv/bin/python -m pytest -n auto "$@" ;;
faults) exec .venv/bin/python tools/faults "$@" ;;
bench) exec .venv/bin/python tools/bench "$@" ;;
help | environment | development | check | smoke | lock | clean) "$task" "$@" ;;
*)
    help >&2
    exit 2
    ;;
esac
