# make demo   builds stance, crawls the embedded blogosphere and shows the report
# make test   runs every test
# make lint   checks the form of the sources
# make install PREFIX=/usr/local   builds and installs the binary

SWIFT ?= swift
PREFIX ?= /usr/local
# Swift prints a long backtrace for each trap; one line is enough where nobody reads them.
export SWIFT_BACKTRACE ?= color=no,interactive=no

.PHONY: demo test build lint format install clean setup

demo: build
	@.build/release/stance demo

build: setup
	@$(SWIFT) build -c release --product stance

test: setup
	$(SWIFT) test

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Plugins Package.swift

format:
	$(SWIFT) format format --in-place --recursive Sources Tests Plugins Package.swift

install: build
	install -D -m 0755 .build/release/stance $(DESTDIR)$(PREFIX)/bin/stance

clean:
	rm -rf .build

setup:
	@Tools/setup
