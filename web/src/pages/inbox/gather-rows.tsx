import { useQueries } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { answer, api } from '../../api/client';
import type { ConditionRow, FormField, FormValues, FormVersion, PointRow, TaskDetail } from '../../api/types';
import { useText } from '../../text/text';
import { taskText } from './task.text';

type Row = (PointRow | ConditionRow) & { askedBy?: string; setBy?: string };

/**
 * Points and conditions that the departments have signed, for whoever puts them together. An empty list starts with all of
 * them; what is dropped is dropped by hand.
 */
export function GatherRows({
  task,
  field,
  values,
  onChange,
}: {
  task: TaskDetail;
  field: FormField;
  values: FormValues;
  onChange: (key: string, value: unknown) => void;
}) {
  const t = useText(taskText);
  const type = field.type;
  const gathers = task.branch === null && (type === 'points' || type === 'conditions');
  const signed = gathers ? task.case.branches.filter(({ formId }) => formId !== null) : [];
  const forms = useQueries({
    queries: signed.map(({ formId }) => ({
      queryKey: ['form', task.caseId, formId],
      queryFn: () =>
        answer(
          api.GET('/api/v1/cases/{caseId}/forms/{formId}', {
            params: { path: { caseId: task.caseId, formId: formId! } },
          }),
        ) as Promise<FormVersion>,
      staleTime: Infinity,
    })),
  });
  const rows: Row[] = forms.flatMap(({ data }, at) => {
    const found = (data?.data as FormValues | undefined)?.[type];
    if (!Array.isArray(found)) return [];
    const org = signed[at]!.branch;
    return (found as Row[]).map((row) => (type === 'points' ? { ...row, askedBy: org } : { ...row, setBy: org }));
  });
  const loaded = forms.every(({ data }) => data !== undefined);
  const untouched = values[field.key] === undefined;
  const begun = useRef(false);
  useEffect(() => {
    if (!loaded || !untouched || rows.length === 0 || begun.current) return;
    begun.current = true;
    onChange(field.key, rows);
  });
  if (rows.length === 0) return null;
  return (
    <div>
      <Button size="small" onClick={() => onChange(field.key, rows)}>
        {t('gather', { n: rows.length })}
      </Button>
    </div>
  );
}
