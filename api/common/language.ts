import type { Request } from 'express';
import type { Language } from '../../workflows/domain/errors';

/** Language of an answer by Accept-Language; Chinese unless the caller prefers English. */
export function languageOf(req: Request): Language {
  return req.acceptsLanguages(['zh', 'zh-CN', 'en', 'en-US', 'en-GB'])?.toString().startsWith('en') ? 'en' : 'zh';
}
