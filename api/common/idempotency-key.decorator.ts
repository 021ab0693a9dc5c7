import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Request } from 'express';
import { DomainError, invalidInput } from '../../workflows/domain/errors';

const FORM = /^[A-Za-z0-9._:-]{8,128}$/;
const HEADER = 'Idempotency-Key';

/** The caller's key of a command: 8 to 128 characters of A–Z a–z 0–9 . _ : - */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  return idempotencyKeyOf(context.switchToHttp().getRequest<Request>());
});

/** @throws DomainError command.keyMissing without the header, input.invalid naming it when it has another form. */
export function idempotencyKeyOf(req: Request): string {
  const key = req.get(HEADER);
  if (key === undefined || key === '') throw new DomainError('command.keyMissing', {}, HEADER);
  if (FORM.test(key)) return key;
  throw invalidInput([{ field: HEADER, code: 'field.format', params: { field: HEADER }, rule: FORM.source }]);
}

/** Shows the header in the API description; goes on the route that takes an `@IdempotencyKey()`. */
export const ApiIdempotencyKey = () =>
  applyDecorators(
    ApiHeader({
      name: HEADER,
      required: true,
      description: 'The same key again gets the first answer; with other content it is refused with 422.',
      schema: { type: 'string', pattern: FORM.source },
    }),
  );
