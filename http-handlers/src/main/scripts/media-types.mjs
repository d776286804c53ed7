// Writes the table of media types which MediaTypes.java reads, from the data of npm's mime-db (MIT).
//
//   npm pack mime-db && tar xzf mime-db-*.tgz
//   node http-handlers/src/main/scripts/media-types.mjs package/db.json
//
// Each extension gets one type: the best registered one, unless an override below changes it. The script fails for
// a tie without an override, and for an override that changes nothing, so that the list stays correct.

import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TABLE = '../resources/dev/roundhouse/http/handlers/headers/media-types.properties';

/** The sources in order of precedence; undefined is an addition of mime-db. */
const SOURCES = ['iana', 'apache', 'nginx', undefined];

/** Types that mime-db does not have or determines wrongly: type, extensions, reason. */
const OVERRIDES = [
    // Text and data of the web
    ['application/xml', 'xml', 'not text/xml: a charset parameter would outrank the encoding the document declares (RFC 7303 §3)'],
    ['application/xslt+xml', 'xsl', 'the specific one of two registered types, as for xslt'],
    ['application/yaml', 'yaml yml', 'registered by RFC 9512; text/yaml is its deprecated alias'],
    ['text/markdown', 'mdx', 'a Markdown dialect; mime-db invents text/mdx'],
    ['application/x-ndjson', 'ndjson jsonl', 'nothing is registered; this is what tools that stream JSON lines agree on'],
    ['application/rtf', 'rtf', 'not text/rtf: the file states its own character set'],

    // Sound and pictures
    ['video/mp4', 'mp4 mpg4 m4v', 'application/mp4 is for files with neither sound nor picture (RFC 4337 §2)'],
    ['audio/wav', 'wav', 'the name that browsers support; some do not support the registered audio/vnd.wave'],
    ['video/3gpp', '3gpp', 'a player of video also plays sound, not the other way round; as for 3gp'],
    ['application/x-msmetafile', 'wmz', 'a compressed WMF picture, as emz is an EMF; the other reading is a skin of a retired player'],
    ['image/vnd.dvb.subtitle', 'sub', 'may hold binary subtitles, which no charset parameter may claim as text'],
    ['video/mp2t', 'mts', 'recordings of cameras: gigabytes which must not be shown as text'],

    // Archives, packages, keys
    ['application/gzip', 'tgz', 'a tar.gz by its short name (RFC 6713)'],
    ['application/zstd', 'zst', 'RFC 8878; mime-db gives it no extension'],
    ['application/vnd.debian.binary-package', 'deb udeb', 'registered, and more specific than octet-stream'],
    ['application/pem-certificate-chain', 'pem', 'RFC 8555 registers the extension'],
    ['application/pgp-signature', 'asc', 'on file servers mostly a detached signature next to a download (RFC 3156)'],
    ['application/vnd.ms-project', 'mpp', 'far more common than patches of DASH manifests'],
    ['application/pkix-attr-cert', 'ac', 'the standards tree before a vendor of game phones'],

    // Sources, which people open in order to read them
    ['text/plain', 'ts', 'TypeScript, not an MPEG transport stream: its readers want text, and HLS players look at the bytes; '
        + 'a site with such streams uses with("ts", "video/mp2t")'],
    ['text/plain', 'tsx jsx cts', 'no browser runs these, and text/jsx is not registered'],
    ['text/plain', 'rs', 'Rust; the registered application/rls-services+xml (RFC 4826) is not seen on file servers'],
    ['text/plain', 'org', 'Org mode; the registered application/vnd.lotus-organizer has died out'],
    ['text/plain', 'java c cc cxx cpp h hh s asm f for f77 f90 p pas pde', 'text/x-... types are downloaded by some browsers, not shown'],
    ['text/plain', 'sh csh bat pl pm tcl tk lua', 'scripts for reading; nothing is registered that a browser would show'],
    ['text/plain', 'kt kts go py rb swift scala groovy gradle cs hpp zig bash zsh ps1 fish', 'sources unknown to mime-db'],
    ['text/plain', 'properties cfg env lock diff patch adoc rst bib sha256 sha512 md5', 'plain text unknown to mime-db'],
    ['text/plain', 'tex', 'a source too; application/x-tex is not registered'],
];

function main(dbFile) {
    const db = JSON.parse(readFileSync(dbFile, 'utf8'));
    const version = JSON.parse(readFileSync(join(dirname(dbFile), 'package.json'), 'utf8')).version;
    const table = overridden(bestTypes(db));
    const target = fileURLToPath(new URL(TABLE, import.meta.url));
    writeFileSync(target, header(version) + lines(table));
    console.log(`${table.size} extensions from mime-db ${version}`);
}

/** Extension to the set of its equally good types. */
function bestTypes(db) {
    const candidates = new Map();
    for (const [type, { extensions = [] }] of Object.entries(db)) {
        for (const extension of extensions) {
            candidates.set(extension, [...(candidates.get(extension) ?? []), registered(type, db)]);
        }
    }
    return new Map([...candidates].map(([extension, types]) => [extension, best(types, db)]));
}

/** image/x-foo is image/foo as soon as that has been registered. RFC 6838 §3.4 */
function registered(type, db) {
    const plain = type.replace('/x-', '/');
    return db[plain]?.source === 'iana' ? plain : type;
}

function best(types, db) {
    const rank = (type) => 2 * SOURCES.indexOf(db[type].source) + (type.includes('/x-') ? 1 : 0);
    const lowest = Math.min(...types.map(rank));
    return new Set(types.filter((type) => rank(type) === lowest));
}

function overridden(best) {
    const table = new Map([...best].map(([extension, types]) => [extension, [...types].join(' or ')]));
    for (const [type, extensions] of OVERRIDES) {
        for (const extension of extensions.split(' ')) {
            if (table.get(extension) === type) throw new Error(`the override of ${extension} changes nothing`);
            table.set(extension, type);
        }
    }
    for (const [extension, type] of table) {
        if (type.includes(' ')) throw new Error(`${extension} is ${type}: an override is required`);
    }
    return table;
}

function header(version) {
    return `# Media types by file name extension.
# Made from mime-db ${version} (MIT licence, see META-INF/licenses/mime-db.txt) by
#   npm pack mime-db@${version} && tar xzf mime-db-${version}.tgz
#   node http-handlers/src/main/scripts/media-types.mjs package/db.json
# Do not edit: what should differ from mime-db stands, with its reason, in that script.
`;
}

function lines(table) {
    return [...table]
        .map(([extension, type]) => `${extension} ${type}\n`)
        .sort()
        .join('');
}

if (process.argv.length !== 3) {
    console.error('usage: node media-types.mjs <path to the db.json of mime-db>');
    process.exit(2);
}
main(process.argv[2]);
