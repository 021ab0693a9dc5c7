import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import type { Condition } from '../../../../../workflows/processes/definition';
import { answer, api } from '../../../api/client';
import { useOrgName } from '../../../api/queries';
import { ActionDialog } from '../../../parts/action-dialog';
import { Field } from '../../../parts/field';
import { ProblemAlert } from '../../../parts/problem-alert';
import { isBlank, TextField } from '../../../parts/reason-field';
import { commonText } from '../../../text/common.text';
import { useText } from '../../../text/text';
import { today } from '../../../text/time';
import { ConditionField } from './condition-field';
import type { RoutingFact } from './condition-words';
import { registersText } from './registers.text';
import type { RoutingTable } from './routing-panel';

interface Row {
  department: string;
  when: Condition;
  reason: { zh: string; en: string };
  basis: string;
}

interface Values {
  effectiveFrom: string;
  source: string;
  rows: Row[];
}

const bodyOf = ({ effectiveFrom, source, rows }: Values) => ({
  effectiveFrom,
  source: source.trim(),
  rows: rows.map(({ department, when, reason, basis }) => ({
    department,
    when: when as never,
    reason: { zh: reason.zh.trim(), en: reason.en.trim() || reason.zh.trim() },
    basis: basis.trim(),
  })),
});

/** A routing table on the newest one, checked on the server before it is published. */
export function RoutingDialog({
  process,
  routing,
  onClose,
}: {
  process: string;
  routing: RoutingTable;
  onClose: (done: boolean) => void;
}) {
  const t = useText(registersText);
  const c = useText(commonText);
  const params = { path: { process } };
  const preview = useMutation({
    mutationFn: (values: Values) =>
      answer(api.POST('/api/v1/routing/{process}/preview', { params, body: bodyOf(values) })),
  });
  const initial: Values = {
    effectiveFrom: today(),
    source: '',
    rows: (routing.tables[0]?.rows ?? []) as unknown as Row[],
  };
  return (
    <ActionDialog
      title={t('newTable')}
      width={960}
      submit={t('publish')}
      done={t('published')}
      initial={initial}
      check={(v) => ({
        ...(v.effectiveFrom === '' ? { effectiveFrom: c('fillIn', { field: t('firstDay') }) } : {}),
        ...(isBlank(v.source, 2) ? { source: c('fillIn', { field: t('source') }) } : {}),
        ...(v.rows.length === 0 ? { rows: t('noRows') } : rowFault(v.rows, (field) => c('fillIn', { field }), t)),
      })}
      send={(v) => answer(api.PUT('/api/v1/routing/{process}', { params, body: bodyOf(v) }))}
      onClose={onClose}
    >
      {({ values, set, faults }) => (
        <>
          <div className="grid2">
            <TextField
              label={t('firstDay')}
              type="date"
              help={t('firstDayHelp')}
              value={values.effectiveFrom}
              onChange={(effectiveFrom) => set({ effectiveFrom })}
              fault={faults.effectiveFrom}
            />
            <TextField
              label={t('source')}
              help={t('sourceHelp')}
              value={values.source}
              onChange={(source) => set({ source })}
              fault={faults.source}
            />
          </div>
          <ol className="list-rows">
            {values.rows.map((row, at) => (
              <li key={at} className="list-row stack">
                <RowFields
                  n={at + 1}
                  row={row}
                  routing={routing}
                  onChange={(change) =>
                    set({ rows: values.rows.map((one, i) => (i === at ? { ...one, ...change } : one)) })
                  }
                  onRemove={() => set({ rows: values.rows.filter((_, i) => i !== at) })}
                />
              </li>
            ))}
          </ol>
          <div className="row">
            <Button onClick={() => set({ rows: [...values.rows, emptyRow(routing)] })}>＋ {t('addRow')}</Button>
            <Button loading={preview.isPending} onClick={() => preview.mutate(values)}>
              {t('preview')}
            </Button>
          </div>
          {faults.rows && (
            <div className="fault" role="alert">
              {faults.rows}
            </div>
          )}
          <ProblemAlert error={preview.error} />
          {preview.data && (
            <div className="note good" role="status">
              {t('previewed')}
              <ul>
                {preview.data.versions.map(({ version, basedOn, effectiveFrom, effectiveTo }) => (
                  <li key={version}>
                    {t('previewRow', {
                      version,
                      base: basedOn,
                      from: effectiveFrom,
                      to: effectiveTo === null ? '' : t('until', { day: effectiveTo }),
                    })}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </>
      )}
    </ActionDialog>
  );
}

const emptyRow = ({ departments }: RoutingTable): Row => ({
  department: departments[0] ?? '',
  when: { all: [] },
  reason: { zh: '', en: '' },
  basis: '',
});

function rowFault(
  rows: readonly Row[],
  fillIn: (field: string) => string,
  t: (key: 'rowN' | 'reasonZh' | 'basis', params?: Record<string, number>) => string,
): { rows?: string } {
  for (const [at, { reason, basis }] of rows.entries()) {
    const missing = isBlank(reason.zh, 2) ? 'reasonZh' : isBlank(basis, 2) ? 'basis' : null;
    if (missing) return { rows: `${t('rowN', { n: at + 1 })}：${fillIn(t(missing))}` };
  }
  return {};
}

function RowFields({
  n,
  row,
  routing,
  onChange,
  onRemove,
}: {
  n: number;
  row: Row;
  routing: RoutingTable;
  onChange: (change: Partial<Row>) => void;
  onRemove: () => void;
}) {
  const t = useText(registersText);
  const orgName = useOrgName();
  return (
    <div role="group" aria-label={t('rowN', { n })} className="stack">
      <div className="row spread">
        <strong>{t('rowN', { n })}</strong>
        <Button size="small" aria-label={t('removeRow', { n })} onClick={onRemove}>
          ✕
        </Button>
      </div>
      <div className="grid2">
        <Field label={t('department')} required>
          {(frame) => (
            <select
              {...frame}
              className="native"
              value={row.department}
              onChange={({ target }) => onChange({ department: target.value })}
            >
              {routing.departments.map((code) => (
                <option key={code} value={code}>
                  {orgName(code)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <TextField label={t('basis')} value={row.basis} onChange={(basis) => onChange({ basis })} />
        <TextField
          label={t('reasonZh')}
          value={row.reason.zh}
          onChange={(zh) => onChange({ reason: { ...row.reason, zh } })}
        />
        <TextField
          label={t('reasonEn')}
          required={false}
          value={row.reason.en}
          onChange={(en) => onChange({ reason: { ...row.reason, en } })}
        />
      </div>
      <div className="field">
        <div className="field-label">{t('condition')}</div>
        <ConditionField
          condition={row.when}
          facts={routing.facts as RoutingFact[]}
          onChange={(when) => onChange({ when })}
        />
      </div>
    </div>
  );
}
