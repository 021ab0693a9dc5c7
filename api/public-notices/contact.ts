import type { FieldProblem } from '../../workflows/domain/errors';

const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^0\d{2,3}-?\d{7,8}(-\d{1,6})?$/;
const MAIL = /^[^\s@<>"',;]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}$/;

/** Without what people write into numbers: `138 0000 0000`, `+86-138…`. */
const plainPhone = (phone: string): string => phone.replace(/[\s()（）]/g, '').replace(/^\+?86-?(?=1)/, '');

export interface Contact {
  phone: string | null;
  mail: string | null;
}

/** How somebody can be reached, as it is kept. */
export function contactOf({ phone, mail }: { phone?: string; mail?: string }): Contact {
  const number = plainPhone(phone ?? '');
  return { phone: number === '' ? null : number, mail: mail === undefined || mail === '' ? null : mail };
}

/** What is wrong with a contact; empty when somebody can be reached by it. */
export function contactProblems({ phone, mail }: Contact): FieldProblem[] {
  if (phone === null && mail === null) {
    return [{ field: 'phone', code: 'objection.noContact', params: {}, rule: '行政许可法 第三十六条' }];
  }
  return [
    ...(phone !== null && !MOBILE.test(phone) && !LANDLINE.test(phone)
      ? [{ field: 'phone', code: 'objection.badPhone', params: {}, rule: 'phone' } as const]
      : []),
    ...(mail !== null && !MAIL.test(mail)
      ? [{ field: 'mail', code: 'objection.badMail', params: {}, rule: 'mail' } as const]
      : []),
  ];
}

/** Whether what somebody states is the contact that was given. */
export function isContact(given: Contact, stated: string): boolean {
  const digits = (text: string): string => plainPhone(text).replaceAll('-', '');
  return (
    (given.phone !== null && digits(given.phone) === digits(stated)) ||
    (given.mail !== null && given.mail.toLowerCase() === stated.trim().toLowerCase())
  );
}
