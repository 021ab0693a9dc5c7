import { DomainError } from '../../workflows/domain/errors';

/** What people write texts for besides the answer of a task. */
const ON_TASK = ['transfer', 'delegate', 'addSigner', 'urge', 'recall', 'return'] as const;
const ON_CASE = [
  'comment',
  'copy',
  'setPriority',
  'withdraw',
  'terminate',
  'reopen',
  'recuse',
  'handOver',
  'migrate',
  'stop',
  'resume',
  'extend',
  'objection',
] as const;

/** Which of several of a kind: the outcome of a return, the clock that is stopped, the objection that is checked. */
const WHICH = /^\S{1,120}$/;

/**
 * The subject under which a dialog's draft is kept. Only dialogs that there are: nobody fills the store with names of their own.
 * @throws DomainError `draft.unknownDialog`
 */
export function dialogSubject(on: 'task' | 'case', id: string, dialog: string): string {
  const dot = dialog.indexOf('.');
  const kind = dot < 0 ? dialog : dialog.slice(0, dot);
  const known: readonly string[] = on === 'task' ? ON_TASK : ON_CASE;
  if (!known.includes(kind) || (dot >= 0 && !WHICH.test(dialog.slice(dot + 1)))) {
    throw new DomainError('draft.unknownDialog', {}, 'dialog');
  }
  return `${id}#${dialog}`;
}
