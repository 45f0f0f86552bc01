# The command as an image:
#
#   docker build -t easyneg .
#   docker run --rm -v "$PWD:/data" easyneg mine rows.jsonl --out train.jsonl
#
# Debian, because ONNX Runtime and the tokenizers are native code for glibc.
FROM maven:3-eclipse-temurin-21 AS build
WORKDIR /src
COPY . .
RUN mvn -q -B -ntp -Dquick -Dmaven.test.skip=true -Pdist -pl easyneg-dist -am package
RUN mkdir -p /opt/easyneg && cd /opt/easyneg && jar xf /src/easyneg-dist/target/easyneg-*.zip
RUN mv /opt/easyneg/easyneg-*/* /opt/easyneg && rmdir /opt/easyneg/easyneg-* && chmod +x /opt/easyneg/easyneg

FROM eclipse-temurin:21-jre
LABEL org.opencontainers.image.title="easyneg" \
      org.opencontainers.image.description="Mines easy negatives for RAG and question-answering fine-tuning data" \
      org.opencontainers.image.source="https://github.com/easyneg/easyneg" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/easyneg /opt/easyneg
# Models and native code that are kept between runs go into the mounted folder's .cache, whoever the user is.
ENV HF_HOME=/data/.cache/huggingface DJL_CACHE_DIR=/tmp/djl
USER 1000:1000
WORKDIR /data
ENTRYPOINT ["/opt/easyneg/easyneg"]
CMD ["--help"]
