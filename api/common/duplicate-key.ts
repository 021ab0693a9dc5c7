/** True for MongoDB's refusal of a second row with the same unique key, also when it comes wrapped in a bulk error. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === 11000;
}
