import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';

/** Where the built worker finds its workflow code. */
export const BUNDLE_PATH = join(__dirname, '..', 'workflow-bundle.js');

/** Bundles the workflow code ahead of time, so that every worker of a release runs the same bytes. */
export async function bundleWorkflows(): Promise<string> {
  const { code } = await bundleWorkflowCode({ workflowsPath: require.resolve('../workflows') });
  return code;
}

if (require.main === module) {
  bundleWorkflows()
    .then((code) => writeFile(BUNDLE_PATH, code))
    .catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
}
