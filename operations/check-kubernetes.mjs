// Checks a Kubernetes manifest against the schemas of the Kubernetes API; exits with 1 if an object is invalid.
//
//   npm install --no-save --prefix target/kubernetes kubernetes-models@5.1.0 yaml@2
//   node operations/check-kubernetes.mjs target/kubernetes operations/kubernetes.yaml
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [installed, manifest] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(resolve(installed, "node_modules", file)));
const yaml = await load("yaml/dist/index.js");
let invalid = 0;

for (const document of yaml.default.parseAllDocuments(readFileSync(manifest, "utf8"))) {
  const object = document.toJS();
  const name = `${object.kind} ${object.metadata?.name} (${object.apiVersion})`;
  try {
    const model = await load(`kubernetes-models/${object.apiVersion}/${object.kind}.js`);
    new model[object.kind](object).validate();
    console.log(`${name}: valid`);
  } catch (error) {
    invalid++;
    console.error(`${name}: ${error.message}`);
  }
}
process.exitCode = invalid ? 1 : 0;
