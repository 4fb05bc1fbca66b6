"""What every part of a programme is made of: texts in two languages, places in the source, claims and proposals."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.bilingual import Language


class Part(BaseModel):
    """A part of the programme file: frozen, strict, and without fields that nobody knows."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Text(Part):
    """One text in Dutch and in English."""

    nl: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def of(self, language: Language) -> str:
        """The text in one language."""
        return self.nl if language == "nl" else self.en


class Source(Part):
    """Where a fact stands in the document that the programme rests on, in the words of that document's language."""

    place: str = Field(min_length=1)


class Claim(Text):
    """A text that stands in the source document and says where, or is our own proposal and says so."""

    is_proposal: bool = False
    source: Source | None = None

    @model_validator(mode="after")
    def _has_one_origin(self) -> Self:
        if self.is_proposal == (self.source is not None):
            raise ValueError("give either is_proposal = true or the place in the source, and not both")
        return self


class Remark(Claim):
    """Something a reader must know beside the figures, found by its key."""

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
