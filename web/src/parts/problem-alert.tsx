import { isProblem } from '../api/problem';
import { defineText, useText } from '../text/text';

const text = defineText({
  trace: ['需要帮助时，请把编号 {id} 告诉管理员。', 'When you need help, tell your administrator the number {id}.'],
  unknown: ['操作没有完成，请稍后再试。', 'This did not work. Try again later.'],
});

/** Refusals as an official reads them: what is wrong, where, and what to do. */
export function ProblemAlert({ error, fieldName }: { error: unknown; fieldName?: (field: string) => string }) {
  const t = useText(text);
  if (!error) return null;
  if (!isProblem(error)) {
    return (
      <div className="problem" role="alert">
        {t('unknown')}
      </div>
    );
  }
  const nameOf = (field: string): string => fieldName?.(field) ?? '';
  // One fault without a name says what stands above it already.
  const faults = error.errors.filter(({ field, detail }) => detail !== error.message || nameOf(field) !== '');
  return (
    <div className="problem" role="alert">
      <strong>{error.title}</strong>
      <p>{error.message}</p>
      {faults.length > 0 && (
        <ul>
          {faults.map((fault, i) => (
            <li key={i}>
              {nameOf(fault.field) !== '' && <>{nameOf(fault.field)}：</>}
              {fault.detail}
            </li>
          ))}
        </ul>
      )}
      {error.status >= 500 && error.traceId && <p>{t('trace', { id: error.traceId })}</p>}
    </div>
  );
}
