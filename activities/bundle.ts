import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { FAILURE_CONVERTER_PATH } from './temporal/data-converter';

/** Where the built worker finds its workflow code. */
export const BUNDLE_PATH = join(__dirname, '..', 'workflow-bundle.js');

/** The same for workers that encrypt: failures leave the sandbox as payloads. */
export const ENCRYPTING_BUNDLE_PATH = join(__dirname, '..', 'workflow-bundle.encrypting.js');

/** Bundles the workflow code ahead of time, so that every worker of a release runs the same bytes. */
export async function bundleWorkflows(failureConverterPath?: string): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('../workflows'),
    preloadModules: [require.resolve('../workflows/preload')],
    ...(failureConverterPath === undefined ? {} : { failureConverterPath }),
  });
  return code;
}

async function writeBundles(): Promise<void> {
  await writeFile(BUNDLE_PATH, await bundleWorkflows());
  await writeFile(ENCRYPTING_BUNDLE_PATH, await bundleWorkflows(FAILURE_CONVERTER_PATH));
}

if (require.main === module) {
  writeBundles().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
}
