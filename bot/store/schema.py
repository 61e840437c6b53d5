"""What all tables share: the names of keys and indexes, and how a moment is kept."""

from sqlalchemy import BigInteger, Integer, MetaData

metadata = MetaData(
    naming_convention={  # named, so that a later migration can drop them on any engine
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

SECONDS = Integer().with_variant(BigInteger, "postgresql")  # 32 bits there, over in 2038
