#!/usr/bin/env bash
# Runs testssl.sh and sslscan against the HTTPS server, once with an EC and once with an RSA certificate.
#
#   operations/tls-check.sh [TRANSPORT]        needs testssl.sh, sslscan and openssl (packages of Debian), and the built jar
#
# Prints the findings of testssl.sh from severity LOW on, and the protocols, ciphers and groups that sslscan has found. Exits with 1 if
# a finding has another cause than the private root of the certificates, or than compression: BREACH needs a secret in a response
# that repeats what a client has sent, and the responses are static files.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=${JAR:-$here/../http-app/target/http-app.jar}
transport=${1:-nio}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
port=${PORT:-18443}
testssl=$(command -v testssl || command -v testssl.sh) || { echo "install testssl.sh first" >&2; exit 2; }
command -v sslscan > /dev/null || { echo "install sslscan first" >&2; exit 2; }
[ -f "$jar" ] || { echo "build the jar first: ./mvnw -q package -DskipTests" >&2; exit 2; }

# A private root has no revocation service, no certificate transparency and no CAA record.
private='^(cert_chain_of_trust|cert_trust|cert_revocation|cert_crlDistributionPoints|cert_ocspURL|cert_caIssuers|certificate_transparency|OCSP_stapling|DNS_CAArecord|cert_notAfter|overall_grade|grade_cap_reason.*)$'

work=$(mktemp -d)
server=
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj "/CN=Roundhouse test root" \
    -keyout "$work/root.key" -out "$work/root.pem" -addext keyUsage=critical,keyCertSign,cRLSign 2> "$work/openssl.log"
issue() { # algorithm, options of openssl
    openssl req -new -newkey "${@:2}" -nodes -subj "/CN=localhost" -keyout "$work/$1.key" -out "$work/$1.csr" 2>> "$work/openssl.log"
    openssl x509 -req -in "$work/$1.csr" -CA "$work/root.pem" -CAkey "$work/root.key" -CAcreateserial -days 90 -out "$work/$1.pem" \
        -extfile <(printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\nkeyUsage=critical,digitalSignature\n') \
        2>> "$work/openssl.log"
    cat "$work/root.pem" >> "$work/$1.pem"
    chmod 600 "$work/$1.key"
}
issue ec ec -pkeyopt ec_paramgen_curve:P-256
issue rsa rsa:2048

"$java" -version 2>&1 | head -n 1
"$testssl" --version 2> /dev/null | grep -m 1 -o 'testssl.sh *[0-9][^ ]*' || true
sslscan --version | sed 's/\x1b\[[0-9;]*m//g' | grep -m 1 .
status=0
for algorithm in ec rsa; do
    "$java" -jar "$jar" --quiet --directory "$here/../http-app/site" --port "$port" --transport="$transport" --hsts \
        --tls-cert "$work/$algorithm.pem" --tls-key "$work/$algorithm.key" 2> "$work/server.log" &
    server=$!
    until grep -q 'listening on' "$work/server.log"; do
        kill -0 "$server" 2> /dev/null || { cat "$work/server.log" >&2; exit 1; }
        sleep 0.1
    done
    echo "== testssl.sh, $algorithm"
    "$testssl" --quiet --color 0 --warnings off --add-ca "$work/root.pem" --jsonfile "$work/$algorithm.json" --severity LOW \
        "localhost:$port" > "$work/testssl.txt" 2>&1 < /dev/null || true
    grep -E '^ *(Overall Grade|Final Score|Grade cap|Rating)' "$work/testssl.txt" || true
    python3 - "$work/$algorithm.json" "$private" <<'PY' || status=1
import json, re, sys
findings = [f for f in json.load(open(sys.argv[1])) if f["severity"] in ("LOW", "MEDIUM", "HIGH", "CRITICAL", "WARN", "FATAL")]
private = re.compile(sys.argv[2])
def cause(finding):
    return "private root" if private.match(finding["id"].split(" ")[0]) else "static files" if finding["id"] == "BREACH" else ""
own = [f for f in findings if not cause(f)]
for f in findings:
    print("%-8s %s: %s%s" % (f["severity"], f["id"], f["finding"], "  (%s)" % cause(f) if cause(f) else ""))
print("%d findings that a setting could change" % len(own))
sys.exit(1 if own else 0)
PY
    echo "== sslscan, $algorithm"
    sslscan --no-colour "localhost:$port" | grep -E '^(SSLv|TLSv|Accepted|Preferred|TLS renegotiation|.*(enegotiation|ompression|fallback))' || true
    kill "$server"
    wait "$server" || true
done
exit "$status"
