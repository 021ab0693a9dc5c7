import { DefaultFailureConverter } from '@temporalio/common';

/**
 * Messages and stack traces of failures become payloads, which the codec then encrypts; types stay readable for operators. Bundled with
 * the workflow code, so it imports nothing of Node's.
 */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
