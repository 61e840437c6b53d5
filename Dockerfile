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
# the bot installs nothing, and nobody else shall
RUN /venv/bin/pip install --no-cache-dir --no-deps . \
 && /venv/bin/pip uninstall --yes --quiet pip setuptools

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="Qysqa" \
      org.opencontainers.image.description="The few sentences that carry an article, word for word, in Kazakh, Russian or English" \
      org.opencontainers.image.licenses="MIT"
# numbers, as whoever forbids root can check only those
RUN groupadd --gid 10001 qysqa \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin qysqa \
 && install --directory --owner=10001 --group=10001 --mode=0700 /data
# Python's own bytecode: the base leaves it out, and a read-only root could never keep it
RUN python -m compileall -q -x '/(site-packages|lib2to3|tests?)/' \
    "$(python -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')"
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    QYSQA_DATA_DIR=/data QYSQA_HEALTH_PORT=8081
USER 10001:10001
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=10s --start-period=30s CMD ["qysqa", "check", "--running"]
ENTRYPOINT ["qysqa"]
CMD ["run"]
