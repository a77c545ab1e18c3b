# Builds, tests and shows kfunclint. `make help` lists the targets.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift

# The one build that demo, tests and install share; other flags would compile everything a second time. The binary
# needs no Swift runtime beside it. (lld does not warn about what the static Foundation uses, as gold does.)
RELEASE = --configuration release --product kfunclint --static-swift-stdlib -Xswiftc -use-ld=lld
SCRATCH = .build
BINARY = $(CURDIR)/$(SCRATCH)/release/kfunclint

# Where man and the shells look below a prefix.
MANUAL = $(PREFIX)/share/man/man1/kfunclint.1
COMPLETION_BASH = $(PREFIX)/share/bash-completion/completions/kfunclint
COMPLETION_ZSH = $(PREFIX)/share/zsh/site-functions/_kfunclint
COMPLETION_FISH = $(PREFIX)/share/fish/vendor_completions.d/kfunclint.fish

# SwiftPM caches what Package.swift found out, but not across another value of this variable, so it is always set.
# Looked up for every command, since the packages that it depends on may only just have been installed.
export KFUNCLINT_LLVM_PREFIX ?= $(or $(shell .ci/llvm-prefix),/usr/lib/llvm-14)

# Where tests and demo read linux-source-6.12 and linux-source-6.1. Only this project's own directory is ever written to.
ifdef KFUNCLINT_KERNELS
  PROVIDE_KERNELS = :
else
  KFUNCLINT_KERNELS = $(CURDIR)/.cache/kernels
  PROVIDE_KERNELS = .ci/provide-kernels
endif

.PHONY: help build demo test bench mutate cel-diff fuzz kernels install uninstall format lint clean distclean
.PHONY: toolchain libclang test-packages print-llvm-prefix

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 12
	@echo
	@echo 'Variables: PREFIX ($(PREFIX)), DESTDIR, KFUNCLINT_LLVM_PREFIX ($(KFUNCLINT_LLVM_PREFIX)),'
	@echo '           KFUNCLINT_KERNELS ($(KFUNCLINT_KERNELS))'

build: toolchain libclang ## build the program in release mode
	$(SWIFT) build --scratch-path $(SCRATCH) $(RELEASE)

demo: build ## lint a real kernel and show what is found
	@$(PROVIDE_KERNELS) '$(KFUNCLINT_KERNELS)' 6.12 || true
	@.ci/demo '$(BINARY)' '$(KFUNCLINT_KERNELS)' .cache/demo.sarif

test: test-packages build ## set up what the tests need, build, and run all tests
	@$(PROVIDE_KERNELS) '$(KFUNCLINT_KERNELS)' 6.12 6.1 || true
	KFUNCLINT_BINARY='$(BINARY)' .ci/with-kernels '$(KFUNCLINT_KERNELS)' $(SWIFT) test

bench: build ## compare the run time with clang -fsyntax-only
	@.ci/install-packages 'clang-$(lastword $(subst -, ,$(KFUNCLINT_LLVM_PREFIX)))'
	@$(PROVIDE_KERNELS) '$(KFUNCLINT_KERNELS)' 6.12
	Tests/Benchmarks/run --kfunclint '$(BINARY)' --clang '$(KFUNCLINT_LLVM_PREFIX)/bin/clang' \
	  --tree '$(KFUNCLINT_KERNELS)/linux-source-6.12'

# All kinds of mistakes on both kernels; `make mutate MUTATE="--sample 300"` is what the gate runs.
MUTATE ?= --cap 6

mutate: build ## plant mistakes into both kernels and count which are found
	$(SWIFT) build --scratch-path $(SCRATCH) $(RELEASE:kfunclint=kfunclint-mutate)
	@$(PROVIDE_KERNELS) '$(KFUNCLINT_KERNELS)' 6.12 6.1
	'$(CURDIR)/$(SCRATCH)/release/kfunclint-mutate' --kfunclint '$(BINARY)' --legal Tests/Mutation/legal-mutants.yaml \
	  --survivors Tests/Mutation/survivors.yaml --unexercised Tests/Mutation/unexercised-rules.yaml \
	  --tree '$(KFUNCLINT_KERNELS)/linux-source-6.12' --tree '$(KFUNCLINT_KERNELS)/linux-source-6.1' $(MUTATE)

cel-diff: toolchain ## compare the expression language with its reference implementation
	Tests/CELDiff/run

fuzz: toolchain ## feed the readers of patches with damaged input, and compare applying them with git
	Tests/Fuzzing/run

kernels: ## unpack the kernels that the tests read into .cache/kernels
	@$(PROVIDE_KERNELS) '$(KFUNCLINT_KERNELS)' 6.12 6.1

install: build ## install into $(DESTDIR)$(PREFIX)
	install -D --strip --mode=755 '$(BINARY)' '$(DESTDIR)$(PREFIX)/bin/kfunclint'
	.ci/write-documents '$(BINARY)' '$(SCRATCH)/documents'
	install -D --mode=644 '$(SCRATCH)/documents/kfunclint.1' '$(DESTDIR)$(MANUAL)'
	install -D --mode=644 '$(SCRATCH)/documents/kfunclint.bash' '$(DESTDIR)$(COMPLETION_BASH)'
	install -D --mode=644 '$(SCRATCH)/documents/_kfunclint' '$(DESTDIR)$(COMPLETION_ZSH)'
	install -D --mode=644 '$(SCRATCH)/documents/kfunclint.fish' '$(DESTDIR)$(COMPLETION_FISH)'

uninstall: ## remove what install put there
	rm -f '$(DESTDIR)$(PREFIX)/bin/kfunclint' '$(DESTDIR)$(MANUAL)' '$(DESTDIR)$(COMPLETION_BASH)' \
	  '$(DESTDIR)$(COMPLETION_ZSH)' '$(DESTDIR)$(COMPLETION_FISH)'

format: ## format the Swift sources
	$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests Plugins Rules

lint: ## check the format of the Swift sources
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests Plugins Rules

clean: ## remove what was built
	rm -rf .build .build-* Tests/CELDiff/.build Tests/Fuzzing/.build

distclean: clean ## remove the unpacked kernels, too
	rm -rf .cache

toolchain:
	@command -v $(SWIFT) >/dev/null || { \
	  echo "kfunclint: there is no '$(SWIFT)'; Swift 6.1 or newer is needed: https://www.swift.org/install" >&2; exit 1; }

# Any LLVM from 14 to 19 will do; libclang-dev is the distribution's own.
libclang:
	@[ -e "$$KFUNCLINT_LLVM_PREFIX/include/clang-c/Index.h" ] || .ci/install-packages libclang-dev

# The release is built with the newest LLVM, so that this comes before the build.
test-packages:
	@.ci/install-packages libclang-dev libclang-19-dev clang git-email libmailtools-perl
	@python3 -c 'import jsonschema, yaml' 2>/dev/null || .ci/install-packages python3-jsonschema python3-yaml

print-llvm-prefix:
	@echo '$(KFUNCLINT_LLVM_PREFIX)'
