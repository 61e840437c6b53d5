# A slim image that runs as nobody in particular, with a read-only root; /data holds everything.
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
# run, or offline: with what translates on this machine
ARG EXTRA=run
COPY requirements requirements
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --require-hashes --no-deps --requirement requirements/$EXTRA.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY locales locales
RUN /venv/bin/pip install --no-cache-dir --no-deps .

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin qysqa \
 && install --directory --owner=qysqa --mode=0700 /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    QYSQA_DATA_DIR=/data QYSQA_HEALTH_PORT=8081
USER qysqa
WORKDIR /data
VOLUME /data
HEALTHCHECK --interval=60s --timeout=10s --start-period=30s CMD ["qysqa", "check", "--running"]
ENTRYPOINT ["qysqa"]
CMD ["run"]
