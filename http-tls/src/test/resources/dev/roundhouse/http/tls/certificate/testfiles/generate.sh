#!/bin/sh
# Creates the files of this directory anew, with OpenSSL 3. They expire in 2126. The password is "secret".
set -e
cd "$(dirname "$0")"
days=36500
rm -f ./*.pem ./*.p12 ./*.der ./*.srl ./*.txt
printf 'secret\n' > password.txt
printf 'wrong\n' > wrong-password.txt

openssl genrsa -out rsa-key.pem 2048
openssl rsa -in rsa-key.pem -traditional -out rsa-key-pkcs1.pem
openssl pkcs8 -topk8 -in rsa-key.pem -v2 aes-256-cbc -passout file:password.txt -out rsa-key-encrypted.pem
openssl pkcs8 -topk8 -in rsa-key.pem -scrypt -passout file:password.txt -out rsa-key-scrypt.pem
openssl pkcs8 -topk8 -in rsa-key.pem -v2 des3 -passout file:password.txt -out rsa-key-des3.pem
openssl rsa -in rsa-key.pem -traditional -aes128 -passout file:password.txt -out rsa-key-legacy.pem
openssl req -x509 -new -key rsa-key.pem -days $days -subj '/CN=www.example.org' \
    -addext 'subjectAltName=DNS:www.example.org,DNS:*.example.net,IP:192.0.2.1,IP:2001:db8::1' -out rsa.pem

openssl ecparam -name prime256v1 -genkey -out ec-key-parameters.pem
openssl ec -in ec-key-parameters.pem -out ec-key-sec1.pem
openssl pkcs8 -topk8 -nocrypt -in ec-key-sec1.pem -out ec-key.pem
openssl pkcs8 -topk8 -in ec-key.pem -passout file:password.txt -out ec-key-encrypted.pem
openssl ec -in ec-key-sec1.pem -param_enc explicit -out ec-key-explicit.pem
openssl req -x509 -new -key ec-key.pem -days $days -subj '/CN=www.example.org' \
    -addext 'subjectAltName=DNS:www.example.org,DNS:*.example.net,IP:192.0.2.1,IP:2001:db8::1' -out ec.pem

openssl genpkey -algorithm ed25519 -out ed25519-key.pem
openssl req -x509 -new -key ed25519-key.pem -days $days -subj '/CN=ed.example.org' \
    -addext 'subjectAltName=DNS:ed.example.org' -out ed25519.pem

openssl ecparam -name prime256v1 -genkey -noout -out other-key.pem
openssl req -x509 -new -key other-key.pem -days $days -subj '/CN=other.example.org' \
    -addext 'subjectAltName=DNS:other.example.org' -out other.pem
openssl dsaparam -genkey -out dsa-parameters.txt 1024
openssl pkcs8 -topk8 -nocrypt -in dsa-parameters.txt -out dsa-key.pem
rm dsa-parameters.txt

# A chain: root, intermediate, leaf.
openssl ecparam -name prime256v1 -genkey -noout -out root-key.pem
openssl req -x509 -new -key root-key.pem -days $days -subj '/O=Example/CN=Test Root' -out root.pem
openssl ecparam -name prime256v1 -genkey -noout -out intermediate-key.pem
openssl req -new -key intermediate-key.pem -subj '/O=Example/CN=Test Intermediate' -out intermediate-csr.pem
printf 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n' > extensions.txt
openssl x509 -req -in intermediate-csr.pem -CA root.pem -CAkey root-key.pem -days $days -extfile extensions.txt -out intermediate.pem
openssl ecparam -name prime256v1 -genkey -noout -out leaf-key.pem
openssl req -new -key leaf-key.pem -subj '/CN=leaf.example.org' -out leaf-csr.pem
printf 'subjectAltName=DNS:leaf.example.org\nextendedKeyUsage=serverAuth\nauthorityInfoAccess=caIssuers;URI:http://ca.example.org/ca.cer\n' > extensions.txt
openssl x509 -req -in leaf-csr.pem -CA intermediate.pem -CAkey intermediate-key.pem -days $days -extfile extensions.txt -out leaf.pem
cat leaf.pem intermediate.pem > chain.pem
cat intermediate.pem leaf.pem > chain-reversed.pem
cat leaf.pem intermediate.pem other.pem > chain-with-other.pem
rm -f ./*-csr.pem ./*.srl extensions.txt intermediate-key.pem

# A certificate for clients only, without names, with a short key.
openssl genrsa -out weak-key.pem 1024
openssl req -x509 -new -key weak-key.pem -days $days -subj '/CN=weak' -addext 'extendedKeyUsage=clientAuth' -out weak.pem

openssl pkcs12 -export -in chain.pem -inkey leaf-key.pem -passout file:password.txt -out chain.p12
openssl pkcs12 -export -nokeys -in chain.pem -passout file:password.txt -out certificates.p12
openssl x509 -in rsa.pem -outform der -out rsa.der
