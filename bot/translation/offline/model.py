"""A model in memory: CTranslate2 and SentencePiece, both blocking. One thread at a time."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from bot.core.errors import BrokenModelError, ExtraMissingError, SentenceTooLongError
from bot.core.models import LanguageCode
from bot.translation.offline.families import END, Shape, shape_of
from bot.translation.offline.manifest import Manifest, piece_files
from bot.translation.offline.plan import MAX_TOKENS, batches, cut, most_tokens

EXTRA = "offline"

NO_REPEAT_PIECES = 8
"""A run of pieces this long never comes twice, which breaks most loops. Of 2,099 sentences
that people translated between Kazakh, Russian and English 0.1 % repeat such a run, of four
pieces 2.2 %; a penalty on every repeated piece would change numbers and case endings."""

Stopped = Callable[[], bool]


class StoppedError(Exception):
    """Nobody waits for the translation any more."""


class _Pieces(Protocol):
    """What is used of SentencePieceProcessor."""

    def encode(self, text: str, *, out_type: type[str]) -> list[str]: ...

    def decode(self, pieces: list[str]) -> str: ...


class Model:
    """Translates texts; made by load."""

    def __init__(
        self,
        manifest: Manifest,
        translator: Any,
        pieces: tuple[_Pieces, _Pieces],
        *,
        adds_end: bool,
    ) -> None:
        self._manifest = manifest
        self._translator = translator
        self._source, self._target = pieces
        self._adds_end = adds_end

    def translate(
        self, texts: Sequence[str], source: LanguageCode, target: LanguageCode, stopped: Stopped
    ) -> tuple[str, ...]:
        """Return *texts* in *target*; "" for one that the model came to no end with.

        Raises:
            PairNotSupportedError: It does not know the pair.
            SentenceTooLongError: A sentence of *texts* has more than MAX_TOKENS.
            StoppedError: *stopped* said so; it is asked at every token.
        """
        shape = shape_of(self._manifest, source, target)
        cuts = [cut(text, source) for text in texts]
        flat = [sentence for one in cuts for sentence in one.sentences]
        answers = iter(self._sentences(flat, shape, stopped))
        return tuple(one.join([next(answers) for _ in one.sentences]) for one in cuts)

    def _sentences(self, sentences: Sequence[str], shape: Shape, stopped: Stopped) -> list[str]:
        pieces = [self._source.encode(sentence, out_type=str) for sentence in sentences]
        tokens = [self._dressed(one, shape) for one in pieces]
        answers = list(sentences)  # what holds no piece, a zero width space, stays
        wanted = [index for index, one in enumerate(pieces) if one]
        for batch in batches([len(tokens[index]) for index in wanted]):
            chosen = [wanted[place] for place in batch]
            made = self._batch([tokens[index] for index in chosen], shape, stopped)
            for index, answer in zip(chosen, made, strict=True):
                answers[index] = answer
        return answers

    def _dressed(self, pieces: list[str], shape: Shape) -> list[str]:
        tokens = shape.dress(pieces)
        if len(tokens) > MAX_TOKENS:
            raise SentenceTooLongError(self._manifest.name)
        return tokens[:-1] if self._adds_end else tokens

    def _batch(self, tokens: list[list[str]], shape: Shape, stopped: Stopped) -> list[str]:
        if stopped():
            raise StoppedError
        bounds = [most_tokens(len(one)) for one in tokens]
        results = self._translator.translate_batch(
            tokens,
            target_prefix=[list(shape.start)] * len(tokens) if shape.start else None,
            beam_size=1,  # greedy: only so is the callback asked
            max_input_length=0,  # never cut in silence: _dressed has seen to the length
            max_decoding_length=max(bounds),
            no_repeat_ngram_size=NO_REPEAT_PIECES,
            disable_unk=True,
            return_end_token=True,
            callback=lambda step: stopped() or step.step >= bounds[step.batch_id],
        )
        if stopped():
            raise StoppedError
        return [self._answer(result.hypotheses[0], shape) for result in results]

    def _answer(self, tokens: list[str], shape: Shape) -> str:
        if tokens[-1:] != [END]:
            return ""
        return self._target.decode(shape.undress(tokens)).strip()


def load(manifest: Manifest, *, threads: int) -> Model:
    """Bring a model into memory: seconds for a large one. *threads* share each batch.

    Raises:
        ExtraMissingError: CTranslate2 or SentencePiece is not installed.
        BrokenModelError: Its files are not those of a model.
    """
    try:
        from ctranslate2 import Translator  # noqa: PLC0415 - an extra, and heavy
        from sentencepiece import SentencePieceProcessor  # noqa: PLC0415 - an extra
    except ImportError:
        raise ExtraMissingError(EXTRA) from None
    folder = manifest.folder
    try:
        source, target = piece_files(manifest.family, {path.name for path in folder.iterdir()})
        pieces = tuple(
            SentencePieceProcessor(model_file=str(folder / name)) for name in (source, target)
        )
        translator = Translator(
            str(folder), device="cpu", compute_type="int8", inter_threads=1, intra_threads=threads
        )
        adds_end = _adds_end(folder)
    except (RuntimeError, OSError, ValueError, AttributeError, StopIteration) as error:
        raise BrokenModelError(manifest.name, _first_line(error)) from error
    return Model(manifest, translator, (pieces[0], pieces[1]), adds_end=adds_end)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _adds_end(folder: Path) -> bool:
    """Whether CTranslate2 itself ends every source: models converted from Marian's own format."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return config.get("add_source_eos") is True
