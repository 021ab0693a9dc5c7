import type { DataConverter } from '@temporalio/common';
import { EncryptionCodec } from './encryption-codec';
import { readPayloadKeys, type PayloadKeys } from './payload-keys';

/**
 * The one converter of everything that speaks to Temporal: API, worker, its activities' client, replay. Without a key file payloads stay
 * plain and nothing is converted.
 * @param config `HAZFLOW_PAYLOAD_KEYS_FILE` names the key file
 * @throws Error when the file is there but of no use
 */
export function dataConverterFrom(config: { HAZFLOW_PAYLOAD_KEYS_FILE?: string }): DataConverter | undefined {
  const file = config.HAZFLOW_PAYLOAD_KEYS_FILE;
  return file === undefined ? undefined : encryptingConverter(readPayloadKeys(file));
}

/** Runs in the workflows' sandbox, too, and so must be part of their bundle. */
export const FAILURE_CONVERTER_PATH = require.resolve('./failure-converter');

export function encryptingConverter(keys: PayloadKeys): DataConverter {
  return { payloadCodecs: [new EncryptionCodec(keys)], failureConverterPath: FAILURE_CONVERTER_PATH };
}
