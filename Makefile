# make demo   builds stance, crawls the embedded blogosphere and shows the report
# make test   runs every test
# make lint   checks the form of the sources
# make accuracy EVAL_DATA=DIR[:DIR]   measures how well it reads, and refuses where a figure fell below its floor
# make install PREFIX=/usr/local   builds and installs the binary

SWIFT ?= swift
PYTHON ?= python3
PREFIX ?= /usr/local
# The installed program needs no toolchain beside it, and is a twentieth faster, where Swift's libraries can be linked in.
STATIC ?= $(if $(wildcard $(dir $(realpath $(shell command -v $(SWIFT))))../lib/swift_static/linux/libFoundation.a),\
  --static-swift-stdlib -Xswiftc -use-ld=lld $(RELOCATIONS))
# A tenth of the place for what is moved at each start, where the C library can read it (glibc 2.36): 2 MB less memory.
RELOCATIONS ?= $(if $(filter 2.36,$(shell printf '%s\n' 2.36 \
  "$$(getconf GNU_LIBC_VERSION 2>/dev/null | cut -d' ' -f2)" | sort -V | head -1)),-Xlinker -z -Xlinker pack-relative-relocs)
# Swift prints a long backtrace for each trap; one line is enough where nobody reads them.
export SWIFT_BACKTRACE ?= color=no,interactive=no
# As many tests at a time as there are cores: those that talk to a server of their own would wait behind all others.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH ?= $(shell nproc)

.PHONY: demo test build lint format accuracy install clean setup

demo: build
	@.build/release/stance demo

build: setup
	@$(SWIFT) build -c release --product stance $(STATIC)

test: setup
	$(SWIFT) test

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Plugins Package.swift

format:
	$(SWIFT) format format --in-place --recursive Sources Tests Plugins Package.swift

accuracy: build
	@$(PYTHON) -B Tools/accuracy --data "$(EVAL_DATA)" $(if $(RAISE),--raise)

install: build
	install -D -s -m 0755 .build/release/stance $(DESTDIR)$(PREFIX)/bin/stance

clean:
	rm -rf .build

setup:
	@Tools/setup
