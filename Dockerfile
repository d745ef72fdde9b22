# The page over a library, and all commands, without PyTorch:
#
#     docker build -t vindplaats .
#     docker run --rm -v "$PWD/library:/library" -v "$PWD/papers:/papers:ro" vindplaats add /papers
#     docker run --rm --read-only --tmpfs /tmp -v "$PWD/library:/library" -p 127.0.0.1:8765:8765 vindplaats
#
# The folder of the library must be writable by user 1000. The address that is printed has a token; set
# VINDPLAATS_TOKEN to choose it.
FROM python:3.11-slim

COPY . /src
RUN pip install --no-cache-dir --constraint /src/constraints.txt "/src[serve,mcp]" && rm -rf /src
RUN useradd --uid 1000 --no-create-home vindplaats && install --directory --owner vindplaats /library
# The model is unpacked once, here, so that nothing but the library need be writable.
ENV VINDPLAATS_CACHE=/opt/vindplaats
RUN python -c "from index.embedding.choice import load_embedder; load_embedder().passages(['passage'])"

ENV VINDPLAATS_LIBRARY=/library/vindplaats.library
USER vindplaats
VOLUME /library
EXPOSE 8765
ENTRYPOINT ["vindplaats"]
CMD ["serve", "--allow-host", "0.0.0.0"]
