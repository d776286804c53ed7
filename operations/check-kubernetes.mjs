// Checks a Kubernetes manifest against the schemas of the Kubernetes API; ends with 1 when something is wrong.
//
//   npm install --no-save --prefix target/kubernetes kubernetes-models@5.1.0 yaml@2
//   node operations/check-kubernetes.mjs target/kubernetes operations/kubernetes.yaml
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [installed, manifest] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(resolve(installed, "node_modules", file)));
const yaml = await load("yaml/dist/index.js");
let wrong = 0;

for (const document of yaml.default.parseAllDocuments(readFileSync(manifest, "utf8"))) {
  const object = document.toJS();
  const name = `${object.kind} ${object.metadata?.name} (${object.apiVersion})`;
  try {
    const model = await load(`kubernetes-models/${object.apiVersion}/${object.kind}.js`);
    new model[object.kind](object).validate();
    console.log(`${name}: well`);
  } catch (error) {
    wrong++;
    console.error(`${name}: ${error.message}`);
  }
}
process.exitCode = wrong ? 1 : 0;
