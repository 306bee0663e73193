"""Floor 2: pure logic over the values: working days, periods, timelines, obligations, standing."""
