# One image for web, worker and beat; a second, small one for the proxy. Built and started by docker-compose.yml.

FROM python:3.13-slim-bookworm AS packages
WORKDIR /srv
COPY requirements.lock .
RUN python -m venv /srv/venv \
 && /srv/venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock


FROM python:3.13-slim-bookworm AS site
ENV PATH=/srv/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    VAR_DIR=/srv/var \
    DJANGO_SETTINGS_MODULE=supportgroups.settings.production
RUN groupadd --gid 10001 site \
 && useradd --uid 10001 --gid site --no-create-home --home-dir /srv/site --shell /usr/sbin/nologin site \
 && mkdir -p /srv/var/media /srv/var/log /srv/run \
 && chown site:site /srv/var/media /srv/var/log /srv/run
COPY --from=packages /srv/venv /srv/venv
WORKDIR /srv/site
COPY . .
# The files that pages load are gathered now; no secret of an installation is needed for it, so it gets a passing one.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
    DATABASE_URL=sqlite:////tmp/unused.sqlite3 REDIS_URL=redis://unused:6379/0 EMAIL_URL=smtp://unused:25 \
    SITE_URL=https://unused.example ALLOWED_HOSTS=unused.example MAIL_DOMAIN=unused.example \
    python manage.py collectstatic --noinput --verbosity 0 \
 && python -m compileall -q .
USER site
EXPOSE 8000
ENTRYPOINT ["deploy/entrypoint"]
CMD ["web"]


FROM caddy:2-alpine AS proxy
# The copy loses the right to open low ports, which a container without capabilities could not be given anyway.
RUN cp /usr/bin/caddy /usr/bin/caddy-plain \
 && mv /usr/bin/caddy-plain /usr/bin/caddy \
 && chown -R 10001:10001 /data /config
COPY deploy/Caddyfile /etc/caddy/Caddyfile
USER 10001:10001
