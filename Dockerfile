FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /bestillerpuls
COPY requirements.txt .
RUN pip install --require-hashes -r requirements.txt
COPY . .
RUN pip install --no-deps --no-build-isolation --editable . && useradd --create-home --uid 1000 bestillerpuls
USER bestillerpuls
CMD ["bestillerpuls", "--help"]
