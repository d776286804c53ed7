#!/bin/sh
# Serves a directory with nginx as the comparisons do: one worker, sendfile, no access log.
#
#   sh benchmarks/nginx.sh PORT DIRECTORY [CERTIFICATE KEY]      with PEM files, over TLS, with HTTP/2
set -eu
port=$1
root=$2
tls=
settings=
if [ $# -ge 4 ]; then
    tls=" ssl http2"
    settings="ssl_certificate $3; ssl_certificate_key $4; ssl_protocols TLSv1.2 TLSv1.3;"
fi
directory=$(mktemp -d)
chmod 755 "$directory"
cat > "$directory/nginx.conf" <<CONF
worker_processes 1;
pid $directory/nginx.pid;
daemon off;
error_log $directory/error.log crit;
worker_rlimit_nofile 20000;
events { worker_connections 16384; }
http {
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000000;
    keepalive_timeout 1h;
    default_type application/octet-stream;
    server { listen 127.0.0.1:$port$tls; root $root; $settings }
}
CONF
exec nginx -c "$directory/nginx.conf"
