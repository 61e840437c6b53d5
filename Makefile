# The commands of this project. `make run` and `make test` need Python 3.11.5 or newer and nothing else.
PYTHON ?= python3
DATA ?= ../shared/data
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test lint types imports unit bench bench-translate bench-digest bench-chat bench-page bench-faults two-minutes image-check screenshot lock words clean

run: .venv/run.stamp  ## the bot; without a token the local page
	@$(BIN)/python -m bot run --or-demo

test: lint types imports unit  ## everything that CI runs

lint: .venv/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/dev.stamp
	$(BIN)/mypy

imports: .venv/dev.stamp
	PYTHONPATH=. $(BIN)/lint-imports

unit: .venv/dev.stamp  ## the suite in random order, then the coverage floors
	rm -f .coverage .coverage.*
	$(BIN)/coverage run -m pytest -q -n 2
	$(BIN)/coverage combine -q
	$(BIN)/coverage report
	$(BIN)/coverage report --fail-under=100 --include='$(PURE)'

# Pure rooms and modules: text in, values out. Each line and branch of them is tested.
PURE := bot/core/*,bot/text/*,bot/article/charset/*,bot/article/clean/*,bot/article/documents/*,bot/article/extract/*,bot/article/links/*,bot/article/fetch/answers.py,bot/article/fetch/guard.py,bot/article/fetch/kinds.py,bot/article/fetch/pace.py,bot/article/intake.py,bot/article/read*.py,bot/summary/*,bot/digest/*,bot/translation/check/*,bot/translation/masks/*,bot/translation/entities.py,bot/translation/formatting.py,bot/translation/glossary.py,bot/translation/memory/*,bot/translation/pack.py,bot/translation/sought.py,bot/translation/calls/*,bot/translation/engines/*,bot/translation/offline/catalog.py,bot/translation/offline/families.py,bot/translation/offline/manifest.py,bot/translation/offline/plan.py,bot/service/*,bot/i18n/*,bot/web/vitals.py,bot/store/codec.py,bot/telegram/shown/*,bot/telegram/replies.py,bot/telegram/outgoing/messages.py,bot/telegram/outgoing/rows.py,bot/telegram/anywhere/asked.py,bot/telegram/anywhere/fit.py,bot/telegram/anywhere/links.py,bot/telegram/anywhere/results.py,bot/telegram/owner/figures.py,bot/telegram/raw.py,bot/telegram/routes.py,bot/telegram/outgoing/parcels.py,bot/telegram/outgoing/outcome.py,bot/telegram/outgoing/pacing.py,bot/telegram/groups/signed.py,bot/telegram/groups/pages.py,bot/telegram/groups/digest_views.py,bot/telegram/groups/translation_views.py,bot/store/group_codec.py,bot/web/atom.py,bot/web/page.py,bot/web/reading.py,bot/web/sharing.py

bench: .venv/dev.stamp bench-translate bench-digest  ## every benchmark on DATA, beside its peers
	for script in segmentation lines summary extraction links charset files guard hostile; do \
	  echo "== $$script"; PYTHONPATH=. $(BIN)/python benchmarks/$$script.py --data $(DATA) || exit 1; done

bench-translate: .venv/dev.stamp  ## those of translation
	for script in translation checks masks langid scripts cache offline; do \
	  echo "== $$script"; PYTHONPATH=. $(BIN)/python benchmarks/$$script.py --data $(DATA) || exit 1; done
	PYTHONPATH=. $(BIN)/python benchmarks/scripts_fit.py --data $(DATA) --check

bench-digest: .venv/dev.stamp  ## those of digests: stories, talk, the schedule
	PYTHONPATH=. $(BIN)/python benchmarks/stories.py --data $(DATA)
	PYTHONPATH=. $(BIN)/python benchmarks/stories.py --data $(DATA) --speed
	PYTHONPATH=. $(BIN)/python benchmarks/talk.py
	PYTHONPATH=. $(BIN)/python benchmarks/talk_cost.py
	PYTHONPATH=. $(BIN)/python tests/faults/schedule_model.py --runs 1000

bench-chat: .venv/dev.stamp  ## answers a second, CPU and delay beside echo bots; memory of an idle bot
	PYTHONPATH=. $(BIN)/python benchmarks/chat.py

bench-page: .venv/dev.stamp  ## links into pages, opened by Chromium itself; some minutes
	PYTHONPATH=. $(BIN)/python benchmarks/fragments.py

two-minutes: .venv/dev.stamp  ## how long a newcomer waits, from a clean clone
	PYTHONPATH=. $(BIN)/python benchmarks/two_minutes.py

bench-faults: .venv/dev.stamp  ## killed, flooded and starved, beside plain python-telegram-bot; half an hour
	PYTHONPATH=. $(BIN)/python tests/faults/lossless.py
	PYTHONPATH=. $(BIN)/python tests/faults/lag.py
	PYTHONPATH=. $(BIN)/python tests/faults/queue_model.py --runs 2000

image-check: .venv/dev.stamp  ## the image, built and run without Docker; needs root, podman, debootstrap
	IMAGE_EXTRA=$(or $(EXTRA),run) $(BIN)/python -m pytest -q -n 0 tests/image

lock: .venv/dev.stamp  ## requirements/*.txt from pyproject.toml, with hashes and no addresses
	$(BIN)/python -m pip install --quiet --upgrade pip pip-tools
	cd requirements && for set in run offline dev; do \
	  extra=; case $$set in offline) extra='--extra offline';; dev) extra='--extra offline --extra dev';; esac; \
	  ../$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	    --no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	    $$extra --output-file $$set.txt ../pyproject.toml; done

screenshot: .venv/dev.stamp  ## the README's picture; needs Chromium
	PYTHONPATH=. $(BIN)/python tests/web/screenshot.py

words: .venv/dev.stamp  ## locales/ brought up to date with the code
	$(BIN)/pybabel -q extract -F locales/babel.cfg --no-location --omit-header --sort-output \
	  --add-comments=Translators: -o locales/bot.pot bot
	for lang in kk ru; do $(BIN)/pybabel -q update -i locales/bot.pot -d locales -D bot -l $$lang \
	  --no-fuzzy-matching --no-wrap --ignore-pot-creation-date; done

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' || \
	  { echo 'Qysqa needs Python 3.11.5 or newer: make PYTHON=/path/to/python' >&2; exit 1; }
	$(PYTHON) -m venv .venv

# --no-deps: the lock is whole, and older pips trip over two spellings of an extra in it
.venv/run.stamp: requirements/run.txt | .venv/bin/python
	@echo 'Installing the locked dependencies (once) …' >&2
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps --requirement requirements/run.txt
	@touch $@

.venv/dev.stamp: requirements/dev.txt | .venv/bin/python
	@echo 'Installing the locked development dependencies (once) …' >&2
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps --requirement requirements/dev.txt
	@touch $@ .venv/run.stamp

clean:
	rm -rf .venv .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .hypothesis
