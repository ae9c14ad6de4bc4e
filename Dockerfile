FROM python:3.13-slim

WORKDIR /opt/routecanvas
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1

RUN apt-get update && apt-get install -y --no-install-recommends fonts-dejavu-core && rm -rf /var/lib/apt/lists/*
COPY requirements/postgres.txt requirements/
RUN pip install --require-hashes -r requirements/postgres.txt

COPY pyproject.toml LICENSE README.md ./
COPY app app
COPY migrations migrations
COPY static static
COPY templates templates

RUN useradd --system --uid 10001 routecanvas && install -d -o routecanvas /data
USER routecanvas
ENV ROUTECANVAS_DATABASE_URL=sqlite:////data/routecanvas.db ROUTECANVAS_HOST=0.0.0.0
VOLUME /data
EXPOSE 8000

HEALTHCHECK --interval=10s --timeout=3s --start-period=15s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["python", "-m", "app", "serve"]
