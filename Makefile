# Every target is one line that works in any make; tools/project.sh does the work.
# Options go through ARGS: make status ARGS="--by unit"

RUN = @cd "$$(printf '%s' '$(subst ','\'',$(MAKEFILE_LIST))' | sed -e 's/^ *//' -e 's,[^/]*$$,,' -e 's,^$$,.,')" && MAKE_VERSION='$(MAKE_VERSION)' sh tools/project.sh

help:
	$(RUN) help

environment:
	$(RUN) environment

development: environment
	$(RUN) development

status: environment
	$(RUN) status $(ARGS)

test: development
	$(RUN) test $(ARGS)

check: development
	$(RUN) check

smoke: development
	$(RUN) smoke

faults: development
	$(RUN) faults $(ARGS)

bench: development
	$(RUN) bench $(ARGS)

lock: development
	$(RUN) lock $(ARGS)

clean:
	$(RUN) clean

.PHONY: help environment development status test check smoke faults bench lock clean
