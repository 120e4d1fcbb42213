# Two commands do everything: `make run` and `make test`. The others are for those who work on Heng.
SHELL := /bin/bash
PORT ?= 8080
DATA ?= .data/demonstration
AS_OF ?= 2021-09-15

.PHONY: help run test test-fast bench bench-methods docs-methods format format-check screenshots clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | column -t -s '|'

run: ## install what is missing, build, open the demonstration city
	@scripts/setup run
	@scripts/build
	@exec .build/debug/heng serve --demo --as-of $(AS_OF) --data $(DATA) --port $(PORT)

test: ## install what the tests need, run everything
	@scripts/setup test
	@scripts/test all

test-fast: ## formatting, both packages' tests, no browser: under 3 minutes after a first build
	@scripts/test fast

bench: ## measure; prints figures, judges nothing
	@scripts/bench

docs-methods: ## the DocC sites of QualityMath and QualityMethods, into .build/documentation
	@swift build --package-path Foundations
	@scripts/docs site

bench-methods: ## the quality methods beside their peers on the same data: seconds and ratios (QUICK=1: small data)
	@scripts/bench-methods $(if $(QUICK),--quick)

format: ## format every Swift file
	@swift format --in-place --recursive --parallel Package.swift Foundations Platform Engines Server Command Tests

format-check: ## refuse a file that is not formatted
	@swift format lint --strict --recursive --parallel Package.swift Foundations Platform Engines Server Command Tests

screenshots: ## picture every page into screenshots/ (1366x768 zh, 390x844 en dark)
	@scripts/setup test
	@scripts/build
	@.tools/python/bin/python Tests/Browser/screenshots.py

clean: ## remove what was built and the demonstration's data
	rm -rf .build Foundations/.build .data screenshots
