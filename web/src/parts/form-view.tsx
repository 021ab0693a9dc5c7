import type { FormField as DefinedField } from '../../../workflows/processes/definition';
import { FINDING_NAMES, type FindingRow } from '../../../workflows/processes/form-rows';
import { useOrgName } from '../api/queries';
import type { AttendanceRow, ConditionRow, FormValues, PointRow } from '../api/types';
import { commonText } from '../text/common.text';
import { useLabel, useText } from '../text/text';
import { DocumentList } from './documents';
import { partsText } from './parts.text';

/** What was filled in, in the order of the form. Empty fields are left out. */
export function FormView({ fields, values }: { fields: readonly DefinedField[]; values: FormValues }) {
  const label = useLabel();
  const filled = fields.filter(({ key }) => {
    const value = values[key];
    return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
  });
  return (
    <dl className="facts">
      {filled.map((field) => (
        <div key={field.key} style={{ display: 'contents' }}>
          <dt>{label(field.name)}</dt>
          <dd className="pre">
            <Value field={field} value={values[field.key]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ field, value }: { field: DefinedField; value: unknown }) {
  const c = useText(commonText);
  const label = useLabel();
  switch (field.type) {
    case 'conditions':
      return <ConditionsTable field={field} rows={value as ConditionRow[]} />;
    case 'points':
      return <PointsTable rows={value as PointRow[]} />;
    case 'findings':
      return (
        <ul style={{ margin: 0, paddingLeft: 20 }}>
          {(value as FindingRow[]).map(({ question, finding, note }) => (
            <li key={question}>
              {label(field.questions?.find(({ code }) => code === question)?.name) || question}：
              {label(FINDING_NAMES[finding])}
              {note && <span className="muted">（{note}）</span>}
            </li>
          ))}
        </ul>
      );
    case 'attendance':
      return (
        <>
          {(value as AttendanceRow[])
            .map(({ name, org, post }) => [org, name, post].filter(Boolean).join(' '))
            .join('、')}
        </>
      );
    case 'documents':
      return <DocumentList ids={value as string[]} />;
    case 'boolean':
      return <>{c(value === true ? 'yes' : 'no')}</>;
    case 'choice':
      return <>{label(field.choices?.find(({ code }) => code === value)?.name)}</>;
    default:
      return <>{String(value)}</>;
  }
}

export function ConditionsTable({ field, rows }: { field: Pick<DefinedField, 'choices'>; rows: ConditionRow[] }) {
  const t = useText(partsText);
  const label = useLabel();
  const orgName = useOrgName();
  return (
    <div className="table-wrap" tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            <th>{t('conditionText')}</th>
            <th>{t('owner')}</th>
            <th>{t('dueDay')}</th>
            <th>{t('checkPoint')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              <td>
                {row.text}
                {row.setBy && <span className="muted">（{orgName(row.setBy)}）</span>}
              </td>
              <td>{row.owner}</td>
              <td className="nowrap number">{row.dueDay}</td>
              <td>{label(field.choices?.find(({ code }) => code === row.checkPoint)?.name) || row.checkPoint}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function PointsTable({ rows }: { rows: PointRow[] }) {
  const t = useText(partsText);
  const orgName = useOrgName();
  return (
    <ol style={{ margin: 0, paddingLeft: 20 }}>
      {rows.map((row, at) => (
        <li key={at}>
          {row.subject && <strong>{row.subject}：</strong>}
          {row.text}
          {row.basis && <span className="muted">（{row.basis}）</span>}
          {row.askedBy && (
            <span className="muted">
              {' '}
              {t('askedBy')}：{orgName(row.askedBy)}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
