import { BadRequestException, ForbiddenException, NotFoundException } from '@nestjs/common';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { mongo } from 'mongoose';
import { describe as describeProblem } from '../../../api/common/problem.filter';
import { toDomainError } from '../../../api/common/to-domain-error';
import { DomainError, invalidInput } from '../../../workflows/domain/errors';

test.each([
  ['an address that is none', new NotFoundException(), 'resource.unknown'],
  ['a parameter of the wrong form', new BadRequestException(), 'input.malformed'],
  ['a guard', new ForbiddenException(), 'access.denied'],
  ['the driver without a server', new mongo.MongoServerSelectionError('no server', {} as never), 'service.mongoAway'],
  ['the driver without a line', new mongo.MongoNetworkError('reset'), 'service.mongoAway'],
  [
    'Temporal without a server',
    Object.assign(new Error('14 UNAVAILABLE'), { code: 14, details: '', metadata: {} }),
    'service.temporalAway',
  ],
  [
    'Temporal without an answer',
    Object.assign(new Error('4 DEADLINE'), { code: 4, details: '', metadata: {} }),
    'service.temporalAway',
  ],
])('a refusal of %s is told as %s → %s', (_name, error, code) => {
  expect(toDomainError(error)?.code).toBe(code);
});

test('a workflow refuses with code, parameters and field', () => {
  const failure = ApplicationFailure.create({
    type: 'clock.unknown',
    nonRetryable: true,
    details: [{ limit: 'x' }, 'limit'],
  });
  const error = toDomainError(new WorkflowUpdateFailedError('Workflow Update failed', failure));
  expect(error).toMatchObject({ code: 'clock.unknown', params: { limit: 'x' }, field: 'limit' });
});

test('what nobody foresaw is not told to the caller', () => {
  for (const thrown of [new Error('password is hunter2'), new TypeError('x'), 'text', undefined, null, { code: 14 }]) {
    expect(toDomainError(thrown)).toBeUndefined();
  }
  expect(toDomainError(ApplicationFailure.create({ type: 'SomethingElse', message: 'x' }))).toBeUndefined();
});

test('a chain of causes that bites its own tail ends', () => {
  const error = new Error('a');
  error.cause = error;
  expect(toDomainError(error)).toBeUndefined();
});

test('a problem names each field in the language asked for', () => {
  const error = invalidInput([
    { field: 'substances[2].cas', code: 'cas.digit', params: { cas: '7782-50-6', expected: 5 }, rule: 'cas.digit' },
    { field: 'name', code: 'field.required', params: { field: 'name' }, rule: 'isNotEmpty' },
  ]);
  expect(describeProblem(error, 'zh', '/x').errors.map((e) => [e.field, e.detail])).toEqual([
    ['substances[2].cas', 'CAS 号“7782-50-6”的校验码应为 5，请核对。'],
    ['name', '请填写“name”。'],
  ]);
  expect(describeProblem(error, 'en', '/x').errors[1]?.detail).toBe('The field "name" is missing.');
});

test('a refusal of one field is listed as such', () => {
  const { errors, status } = describeProblem(
    new DomainError('auth.weakPassword', { length: 10 }, 'newPassword'),
    'en',
    '/x',
  );
  expect([status, errors]).toEqual([
    422,
    [expect.objectContaining({ field: 'newPassword', code: 'auth.weakPassword' })],
  ]);
});
