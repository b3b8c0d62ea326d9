{{/* Names. */}}
{{- define "faultmaven.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Labels that select: (list ROOT COMPONENT). */}}
{{- define "faultmaven.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ default $root.Chart.Name $root.Values.nameOverride }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{- define "faultmaven.labels" -}}
{{- $root := index . 0 -}}
{{ include "faultmaven.selector" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" }}
{{- end -}}

{{/* A setting's name in the environment. */}}
{{- define "faultmaven.variable" -}}
FAULTMAVEN_{{ . | upper | replace "." "_" | replace "-" "_" }}
{{- end -}}

{{/* A setting's value as text: 1000000 and not 1e+06. */}}
{{- define "faultmaven.text" -}}
{{- if kindIs "slice" . -}}
{{- join "," . -}}
{{- else if and (kindIs "float64" .) (eq (floor .) .) -}}
{{- int64 . -}}
{{- else -}}
{{- . -}}
{{- end -}}
{{- end -}}

{{- define "faultmaven.prefix" -}}
{{- index .Values.settings "kafka.topic-prefix" -}}
{{- end -}}

{{/* The port of health and metrics, by its name. */}}
{{- define "faultmaven.managementPort" -}}
{{- ternary "management" "http" (gt (int (index .Values.settings "server.management-port")) 0) -}}
{{- end -}}

{{- define "faultmaven.scheme" -}}
{{- ternary "HTTPS" "HTTP" (not (empty .Values.tls.secretName)) -}}
{{- end -}}

{{/* The raw log topics, whole names, as JSON. */}}
{{- define "faultmaven.rawLogs" -}}
{{- $given := index .Values.settings "kafka.raw-log-topics" -}}
{{- if $given -}}
{{- toJson $given -}}
{{- else -}}
{{- toJson (list (printf "%slogs.raw" (include "faultmaven.prefix" .))) -}}
{{- end -}}
{{- end -}}

{{/* The clean topic of a raw one: (list ROOT RAW). */}}
{{- define "faultmaven.cleanOf" -}}
{{- $prefix := include "faultmaven.prefix" (index . 0) -}}
{{- $raw := index . 1 -}}
{{- if eq $raw (printf "%slogs.raw" $prefix) -}}
{{- printf "%slogs.clean" $prefix -}}
{{- else -}}
{{- printf "%sclean.%s" $prefix $raw -}}
{{- end -}}
{{- end -}}

{{/* All settings of a service, as JSON: the chart's own conclusions, those of all services, its own. */}}
{{- define "faultmaven.settings" -}}
{{- $root := index . 0 -}}
{{- $service := index . 1 -}}
{{- $name := include "faultmaven.fullname" $root -}}
{{- $found := dict -}}
{{- if ne $service "ingest" -}}
{{- if $root.Values.presidio.enabled -}}
{{- $_ := set $found "presidio.analyzer-url" (printf "http://%s-presidio:3000" $name) -}}
{{- else if $root.Values.presidio.url -}}
{{- $_ := set $found "presidio.analyzer-url" $root.Values.presidio.url -}}
{{- end -}}
{{- end -}}
{{- if ne $service "sanitizer" -}}
{{- $_ := set $found "chromadb.url" (ternary (printf "http://%s-chroma:8000" $name) $root.Values.chroma.url $root.Values.chroma.enabled) -}}
{{- $redis := ternary (printf "%s-redis" $name) $root.Values.redis.host $root.Values.redis.enabled -}}
{{- if $redis -}}
{{- $_ := set $found "redis.host" $redis -}}
{{- end -}}
{{- end -}}
{{- if $root.Values.kafka.authorities.secretName -}}
{{- $_ := set $found "kafka.tls-authorities" "/etc/faultmaven/kafka/ca.crt" -}}
{{- end -}}
{{- if $root.Values.tls.secretName -}}
{{- $_ := set $found "server.tls-certificate" "/etc/faultmaven/tls/tls.crt" -}}
{{- $_ := set $found "server.tls-key" "/etc/faultmaven/tls/tls.key" -}}
{{- end -}}
{{- with $root.Values.kafka.strimzi -}}
{{- if .topics.enabled -}}
{{- $_ := set $found "kafka.create-topics" false -}}
{{- end -}}
{{- if .users.enabled -}}
{{- $_ := set $found "kafka.security-protocol" "SASL_SSL" -}}
{{- $_ := set $found "kafka.sasl-mechanism" "SCRAM-SHA-512" -}}
{{- $_ := set $found "kafka.username" (printf "%s-%s" $name $service) -}}
{{- $_ := set $found "kafka.tls-authorities" "/etc/faultmaven/kafka/ca.crt" -}}
{{- end -}}
{{- end -}}
{{- range $key, $value := $root.Values.settings -}}
{{- $_ := set $found $key $value -}}
{{- end -}}
{{- range $key, $value := (index $root.Values $service).settings -}}
{{- $_ := set $found $key $value -}}
{{- end -}}
{{- toJson $found -}}
{{- end -}}

{{/* The settings as the data of a ConfigMap; those that are empty are left to the program. */}}
{{- define "faultmaven.configData" -}}
{{- range $key, $value := (include "faultmaven.settings" . | fromJson) }}
{{- $text := include "faultmaven.text" $value }}
{{- if ne $text "" }}
{{ include "faultmaven.variable" $key }}: {{ $text | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Variables that come from secrets. */}}
{{- define "faultmaven.secretEnv" -}}
{{- $root := index . 0 -}}
{{- $service := index . 1 -}}
{{- $values := index $root.Values $service -}}
- name: {{ include "faultmaven.variable" "sanitizer.pseudonym-key" }}
  valueFrom:
    secretKeyRef:
      name: {{ $root.Values.pseudonymKey.secretName | quote }}
      key: {{ $root.Values.pseudonymKey.secretKey | quote }}
{{- if $root.Values.kafka.strimzi.users.enabled }}
- name: {{ include "faultmaven.variable" "kafka.password" }}
  valueFrom:
    secretKeyRef:
      name: {{ printf "%s-%s" (include "faultmaven.fullname" $root) $service }}
      key: password
{{- end }}
{{- range $key, $ref := $values.secretSettings }}
- name: {{ include "faultmaven.variable" $key }}
  valueFrom:
    secretKeyRef:
      name: {{ $ref.secretName | quote }}
      key: {{ $ref.secretKey | quote }}
{{- end }}
{{- with $values.javaOptions }}
- name: JDK_JAVA_OPTIONS
  value: {{ . | quote }}
{{- end }}
{{- end -}}

{{/* The pod of a service, but for the volume at /data: (list ROOT SERVICE). */}}
{{- define "faultmaven.pod" -}}
{{- $root := index . 0 -}}
{{- $service := index . 1 -}}
{{- $values := index $root.Values $service -}}
{{- $name := include "faultmaven.fullname" $root -}}
metadata:
  labels:
    {{- include "faultmaven.labels" . | nindent 4 }}
  annotations:
    # A change of the settings rolls the pods.
    checksum/settings: {{ include "faultmaven.settings" . | sha256sum }}
    {{- with $values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ $name }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with $root.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  # More than preStop and server.shutdown-grace together.
  terminationGracePeriodSeconds: 60
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile: {type: RuntimeDefault}
  affinity:
    podAntiAffinity:
      preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 100
          podAffinityTerm:
            topologyKey: kubernetes.io/hostname
            labelSelector:
              matchLabels:
                {{- include "faultmaven.selector" . | nindent 16 }}
  {{- with $values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: {{ $service }}
      image: "{{ $root.Values.image.registry }}{{ $service }}-service:{{ default $root.Chart.AppVersion $root.Values.image.tag }}"
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      envFrom:
        - configMapRef:
            name: {{ $name }}-{{ $service }}
      env:
        {{- include "faultmaven.secretEnv" . | nindent 8 }}
      ports:
        - name: http
          containerPort: {{ index $root.Values.settings "server.port" }}
        {{- if eq (include "faultmaven.managementPort" $root) "management" }}
        - name: management
          containerPort: {{ index $root.Values.settings "server.management-port" }}
        {{- end }}
      # Nothing listens before Kafka answers: ten minutes for that.
      startupProbe:
        httpGet: {path: /actuator/health/liveness, port: {{ include "faultmaven.managementPort" $root }}, scheme: {{ include "faultmaven.scheme" $root }}}
        periodSeconds: 5
        failureThreshold: 120
      livenessProbe:
        httpGet: {path: /actuator/health/liveness, port: {{ include "faultmaven.managementPort" $root }}, scheme: {{ include "faultmaven.scheme" $root }}}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      readinessProbe:
        httpGet: {path: /actuator/health/readiness, port: {{ include "faultmaven.managementPort" $root }}, scheme: {{ include "faultmaven.scheme" $root }}}
        periodSeconds: 10
        timeoutSeconds: 5
      lifecycle:
        preStop:
          # Until no more requests come: then those under way have server.shutdown-grace.
          sleep: {seconds: 5}
      resources:
        {{- toYaml $values.resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        runAsUser: 10001
        runAsGroup: 10001
        capabilities: {drop: [ALL]}
      volumeMounts:
        - name: data
          mountPath: /data
        - name: tmp
          mountPath: /tmp
        {{- if $root.Values.tls.secretName }}
        - name: tls
          mountPath: /etc/faultmaven/tls
          readOnly: true
        {{- end }}
        {{- if or $root.Values.kafka.authorities.secretName $root.Values.kafka.strimzi.users.enabled }}
        - name: kafka-authorities
          mountPath: /etc/faultmaven/kafka
          readOnly: true
        {{- end }}
  volumes:
    - name: tmp
      emptyDir: {sizeLimit: 256Mi}
    {{- if ne $service "sanitizer" }}
    - name: data
      emptyDir: {}
    {{- end }}
    {{- if $root.Values.tls.secretName }}
    - name: tls
      secret:
        secretName: {{ $root.Values.tls.secretName }}
    {{- end }}
    {{- if or $root.Values.kafka.authorities.secretName $root.Values.kafka.strimzi.users.enabled }}
    - name: kafka-authorities
      secret:
        secretName: {{ default (printf "%s-cluster-ca-cert" $root.Values.kafka.strimzi.cluster) $root.Values.kafka.authorities.secretName }}
        items:
          - key: {{ $root.Values.kafka.authorities.secretKey }}
            path: ca.crt
    {{- end }}
{{- end -}}

{{/* Refuses what can't run. */}}
{{- define "faultmaven.check" -}}
{{- if not (index .Values.settings "kafka.bootstrap-servers") -}}
{{- fail "settings.kafka.bootstrap-servers is required: brokers to begin with, host:port" -}}
{{- end -}}
{{- if not .Values.pseudonymKey.secretName -}}
{{- fail "pseudonymKey.secretName is required: a secret whose key holds the output of openssl rand -base64 32" -}}
{{- end -}}
{{- if and .Values.presidio.enabled (not .Values.presidio.image) -}}
{{- fail "presidio.image is required with presidio.enabled: the whole name of a presidio-analyzer image. Or set presidio.enabled=false, with presidio.url, or without: the engine in process sanitises alone then" -}}
{{- end -}}
{{- if not (or .Values.chroma.enabled .Values.chroma.url) -}}
{{- fail "chroma.url is required unless chroma.enabled: the services share their vector store" -}}
{{- end -}}
{{- if and (not (or .Values.redis.enabled .Values.redis.host)) (or (gt (int .Values.query.replicas) 1) .Values.query.autoscaling.enabled) -}}
{{- fail "redis.host is required unless redis.enabled: several query services share their sessions" -}}
{{- end -}}
{{- $partitions := int (index .Values.settings "kafka.partitions") -}}
{{- range list "sanitizer" "ingest" -}}
{{- $service := index $.Values . -}}
{{- $most := ternary $service.autoscaling.max $service.replicas $service.autoscaling.enabled -}}
{{- if gt (int $most) $partitions -}}
{{- fail (printf "%s: %d replicas, and %d partitions (settings.kafka.partitions): those above would have nothing to do" . (int $most) $partitions) -}}
{{- end -}}
{{- end -}}
{{- with .Values.kafka.strimzi -}}
{{- if and (or .topics.enabled .users.enabled) (index $.Values.settings "kafka.tenant-raw-log-topics") -}}
{{- fail "kafka.tenant-raw-log-topics and kafka.strimzi do not go together yet: make the topics and users of these tenants yourself" -}}
{{- end -}}
{{- if and (or .topics.enabled .users.enabled) (not .cluster) -}}
{{- fail "kafka.strimzi.cluster is required with kafka.strimzi.topics or users: the name of the Kafka resource" -}}
{{- end -}}
{{- if and .topics.enabled (ge (int .topics.minInSyncReplicas) (int (index $.Values.settings "kafka.replication-factor"))) -}}
{{- fail "kafka.strimzi.topics.minInSyncReplicas must be less than settings.kafka.replication-factor, so that a broker can be lost" -}}
{{- end -}}
{{- end -}}
{{- end -}}
