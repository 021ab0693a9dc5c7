import { Failure } from './failure.mjs';
import { NODE, compareVersions } from './versions.mjs';

/** Refuses a Node that is too old. @param {string} version as in `process.versions.node` */
export function demandNode(version = process.versions.node) {
  if (compareVersions(version, NODE.oldest) < 0)
    throw new Failure(`HazFlow needs Node ${NODE.oldest} or newer; this is ${version}.`);
}
