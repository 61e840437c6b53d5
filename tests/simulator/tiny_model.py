"""A model made on the spot: CTranslate2's own format, random weights, pieces of our sentences.

It says nonsense, but always the same nonsense, another for each sentence, and comes to an end:
enough to run all the code that runs a real one.
"""

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

_POSITIONS = 512
_SPECIAL = ("<s>", "<unk>", "</s>", "<pad>")
_SEED = 20261122

_MARIAN = {
    "family": "marian",
    "pairs": [["en", "ru"], ["en", "kk"]],
    "prefixes": {"ru": ">>rus<<", "kk": ">>kaz<<"},
}
_WHO = (
    "Үкімет",
    "Мәжіліс",
    "Банк",
    "Правительство",
    "Парламент",
    "Газета",
    "The city",
    "Our bank",
)
_WHAT = ("бүгін жаңа заң қабылдады", "сегодня принял новый закон", "passed a new law today")
_WHEN = ("кеше кешке", "дүйсенбіде", "вчера вечером", "в понедельник", "on Monday", "last night")
SENTENCES = tuple(" ".join(words) + "." for words in product(_WHO, _WHAT, _WHEN))
"""What the pieces are learnt from."""


@dataclass(frozen=True, slots=True)
class Size:
    """The shape of a transformer: as many layers on both sides, of *width* in *heads*."""

    layers: int = 2
    width: int = 64
    heads: int = 4
    pieces: int = 250
    words: int = 0  # further tokens: a real vocabulary has tens of thousands
    end: float = 300.0  # how fast the wish to end a sentence grows; at 0 it never ends


TINY = Size()


def make_nllb(folder: Path, size: Size = TINY) -> Path:
    """Write a model of NLLB's family, without a ``qysqa-model.json``."""
    from bot.translation.offline.families import NLLB_CODES  # noqa: PLC0415 - for this alone

    pieces = _train(size.pieces)
    _write_weights(folder, (*_vocabulary(pieces), *_words(size), *NLLB_CODES.values()), size)
    (folder / "sentencepiece.bpe.model").write_bytes(pieces)
    return folder


def make_marian(folder: Path, size: Size = TINY) -> Path:
    """Write a model of Marian's family from English to Russian and Kazakh."""
    pieces = _train(size.pieces)
    _write_weights(folder, (*_vocabulary(pieces), *_words(size), ">>rus<<", ">>kaz<<"), size)
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(pieces)
    (folder / "qysqa-model.json").write_text(json.dumps(_MARIAN), encoding="utf-8")
    return folder


def _train(pieces: int) -> bytes:
    from sentencepiece import SentencePieceTrainer  # noqa: PLC0415 - an extra

    model = io.BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES),
        model_writer=model,
        vocab_size=pieces,
        hard_vocab_limit=False,
        character_coverage=1.0,
        num_threads=1,
        minloglevel=2,
    )
    return model.getvalue()


def _vocabulary(model: bytes) -> Sequence[str]:
    from sentencepiece import SentencePieceProcessor  # noqa: PLC0415 - an extra

    pieces = SentencePieceProcessor(model_proto=model)
    found = [str(pieces.id_to_piece(index)) for index in range(pieces.get_piece_size())]
    return [*_SPECIAL, *(piece for piece in found if piece not in _SPECIAL)]


def _words(size: Size) -> Iterator[str]:
    return (f"▁{number}" for number in range(1_000, 1_000 + size.words))


def _write_weights(folder: Path, vocabulary: Sequence[str], size: Size) -> None:
    from ctranslate2.specs.common_spec import Activation  # noqa: PLC0415 - an extra
    from ctranslate2.specs.transformer_spec import TransformerSpec  # noqa: PLC0415 - an extra

    spec = TransformerSpec.from_config(size.layers, size.heads, activation=Activation.RELU)
    _Weights(size).fill(spec, vocabulary)
    spec.register_source_vocabulary(list(vocabulary))
    spec.register_target_vocabulary(list(vocabulary))
    spec.config.unk_token, spec.config.bos_token, spec.config.eos_token = "<unk>", "<s>", "</s>"
    spec.config.decoder_start_token = "</s>"
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))


class _Weights:
    """Random numbers, the same in every run."""

    def __init__(self, size: Size) -> None:
        self._size = size
        self._random = np.random.default_rng(_SEED)

    def fill(self, spec: Any, vocabulary: Sequence[str]) -> None:
        """Give every variable of *spec* its values."""
        width, words = self._size.width, len(vocabulary)
        for side in (spec.encoder, spec.decoder):
            tables = side.embeddings if isinstance(side.embeddings, list) else [side.embeddings]
            tables[0].weight = self._matrix(words, width, scale=1.0)
            side.scale_embeddings = False
            side.position_encodings.encodings = _positions(width)
            self._norm(side.layer_norm)
            for layer in side.layer:
                self._layer(layer)
        spec.decoder.projection.weight = self._matrix(words, width)
        spec.decoder.projection.weight[_tokens_of_no_text(vocabulary)] = 0
        self._grow_the_wish(spec.decoder, vocabulary.index("</s>"))

    def _layer(self, layer: Any) -> None:
        width = self._size.width
        self._attention(layer.self_attention, (3 * width, width))
        if hasattr(layer, "attention"):
            self._attention(layer.attention, (width, 2 * width, width))
        self._norm(layer.ffn.layer_norm)
        for linear, (to, of) in zip(
            (layer.ffn.linear_0, layer.ffn.linear_1),
            pairwise((width, 4 * width, width)),
            strict=True,
        ):
            self._linear(linear, of, to)

    def _attention(self, attention: Any, outputs: Sequence[int]) -> None:
        self._norm(attention.layer_norm)
        for linear, output in zip(attention.linear, outputs, strict=True):
            self._linear(linear, output, self._size.width)

    def _linear(self, linear: Any, outputs: int, inputs: int) -> None:
        linear.weight = self._matrix(outputs, inputs)
        linear.bias = np.zeros(outputs, np.float32)

    def _norm(self, norm: Any) -> None:
        norm.gamma = np.ones(self._size.width, np.float32)
        norm.beta = np.zeros(self._size.width, np.float32)

    def _matrix(self, outputs: int, inputs: int, scale: float | None = None) -> Array:
        spread = scale or inputs**-0.5 * 1.5
        return (self._random.standard_normal((outputs, inputs)) * spread).astype(np.float32)

    def _grow_the_wish(self, decoder: Any, end: int) -> None:
        """Nothing but a sine of _positions is in one dimension, and only the end looks at it."""
        place = int(self._size.width / 2 * 0.325)  # it grows over the first thirty tokens
        decoder.embeddings.weight[:, place] = 0
        for layer in decoder.layer:
            for block in (layer.self_attention.linear[-1], layer.attention.linear[-1]):
                block.weight[place] = 0
            layer.ffn.linear_1.weight[place] = 0
        decoder.projection.weight[:, place] = 0
        decoder.projection.weight[end, place] = self._size.end


def _tokens_of_no_text(vocabulary: Sequence[str]) -> list[int]:
    """Real models hardly ever say them inside a sentence."""
    return [
        index
        for index, token in enumerate(vocabulary)
        if token in _SPECIAL or token.startswith(">>") or token[3:4] == "_"
    ]


def _positions(width: int) -> Array:
    """Sines and cosines, as in "Attention Is All You Need"."""
    angles = np.arange(_POSITIONS)[:, None] / 10_000 ** (np.arange(width // 2) * 2 / width)
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)
