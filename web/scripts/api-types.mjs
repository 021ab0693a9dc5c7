/** Writes src/api/schema.d.ts from the description of the API. Usage: node web/scripts/api-types.mjs [address or file] */
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { format } from 'prettier';

const from = process.argv[2] ?? 'http://127.0.0.1:3000/api/docs-json';
const description = /^https?:/.test(from)
  ? await fetch(from).then((answer) => answer.json())
  : JSON.parse(await readFile(from, 'utf8'));
const head = '// Made by web/scripts/api-types.mjs from the description of the API. Do not edit.\n';
const text = head + astToString(await openapiTS(description, { defaultNonNullable: false, emptyObjectsUnknown: true }));
const target = new URL('../src/api/schema.d.ts', import.meta.url);
await writeFile(target, await format(text, { parser: 'typescript', printWidth: 120, singleQuote: true }));
console.log(`${Object.keys(description.paths).length} paths written`);
