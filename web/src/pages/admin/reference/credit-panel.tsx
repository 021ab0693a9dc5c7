import { answer, api } from '../../../api/client';
import { useOrganisations, useOrgName } from '../../../api/queries';
import type { components } from '../../../api/schema';
import { ActionDialog } from '../../../parts/action-dialog';
import { Field } from '../../../parts/field';
import { isBlank, TextField } from '../../../parts/reason-field';
import { commonText } from '../../../text/common.text';
import { useLabel, useText } from '../../../text/text';
import { today } from '../../../text/time';
import { RegisterFrame } from './register-frame';
import { registersText } from './registers.text';

type CreditRow = components['schemas']['CreditRowDto'];
type List = CreditRow['list'];

const LISTS = ['good', 'dishonesty', 'seriousDishonesty'] as const;
const TONES = { good: 'good', dishonesty: 'warn', seriousDishonesty: 'bad' } as const;

/** Entries of the credit lists; an entry is ended by its last day, never removed. */
export function CreditPanel() {
  const t = useText(registersText);
  const label = useLabel();
  const orgName = useOrgName();
  return (
    <RegisterFrame<CreditRow>
      queryKey={['registers', 'credit']}
      load={() => answer(api.GET('/api/v1/registers/credit'))}
      set="credit-records"
      help={t('creditHelp')}
      add={t('addCredit')}
      empty={t('none')}
      heads={(['enterprise', 'list', 'reason', 'decidedBy', 'basis', 'from', 'untilDay'] as const).map((head) => (
        <th key={head}>{t(head)}</th>
      ))}
      rowKey={({ key }) => key}
      nameOf={({ org, list }) => `${orgName(org)} ${t(`list.${list}`)}`}
      cells={(row) => (
        <>
          <td>{orgName(row.org)}</td>
          <td>
            <span className={`badge ${TONES[row.list]}`}>{t(`list.${row.list}`)}</span>
            <div className="muted">{label(row.name)}</div>
          </td>
          <td>{label(row.reason)}</td>
          <td>{orgName(row.decidedBy)}</td>
          <td>
            {row.basis}
            <div className="muted">{row.source}</div>
          </td>
          <td className="number nowrap">{row.from}</td>
          <td className="number nowrap">{row.until ?? t('open')}</td>
        </>
      )}
      dialog={(row, known, onClose) => <CreditDialog row={row} known={known} onClose={onClose} />}
      changes={[['credit']]}
    />
  );
}

function CreditDialog({
  row,
  known,
  onClose,
}: {
  row: CreditRow | null;
  known: readonly CreditRow[];
  onClose: () => void;
}) {
  const t = useText(registersText);
  const c = useText(commonText);
  const orgName = useOrgName();
  const { data: organisations = [] } = useOrganisations();
  const of = (...kinds: string[]) => organisations.filter(({ kind }) => kinds.includes(kind));
  const missing = (field: string) => c('fillIn', { field });
  return (
    <ActionDialog
      title={row ? t('editCredit', { name: orgName(row.org) }) : t('addCredit')}
      width={720}
      submit={c('save')}
      done={c('saved')}
      initial={{
        org: row?.org ?? '',
        list: row?.list ?? ('' as List | ''),
        zh: row?.name.zh ?? '',
        en: row?.name.en ?? '',
        reasonZh: row?.reason.zh ?? '',
        reasonEn: row?.reason.en ?? '',
        basis: row?.basis ?? '',
        decidedBy: row?.decidedBy ?? '',
        source: row?.source ?? '',
        from: row?.from ?? today(),
        until: row?.until ?? '',
      }}
      check={(v) => ({
        ...(v.org === '' ? { org: c('choose', { field: t('enterprise') }) } : {}),
        ...(v.list === '' ? { list: c('choose', { field: t('list') }) } : {}),
        ...(v.decidedBy === '' ? { decidedBy: c('choose', { field: t('decidedBy') }) } : {}),
        ...(isBlank(v.zh) ? { zh: missing(t('listZh')) } : {}),
        ...(isBlank(v.reasonZh) ? { reasonZh: missing(t('reasonZh')) } : {}),
        ...(isBlank(v.basis, 2) ? { basis: missing(t('basis')) } : {}),
        ...(isBlank(v.source, 2) ? { source: missing(t('source')) } : {}),
        ...(v.from === '' ? { from: missing(t('from')) } : {}),
      })}
      send={(v) => {
        const plain = `${v.org}:${v.list}`;
        const key = row?.key ?? (known.some((one) => one.key === plain) ? `${plain}:${v.from}` : plain);
        return answer(
          api.PUT('/api/v1/registers/credit/{key}', {
            params: { path: { key }, query: { revision: row?.revision ?? 0 } },
            body: {
              org: v.org,
              list: v.list as List,
              name: { zh: v.zh.trim(), en: v.en.trim() || v.zh.trim() },
              reason: { zh: v.reasonZh.trim(), en: v.reasonEn.trim() || v.reasonZh.trim() },
              basis: v.basis.trim(),
              decidedBy: v.decidedBy,
              source: v.source.trim(),
              from: v.from,
              until: v.until === '' ? null : v.until,
            },
          }),
        );
      }}
      onClose={onClose}
    >
      {({ values, set, faults }) => {
        const pick = (key: 'org' | 'decidedBy' | 'list', name: string, options: (readonly [string, string])[]) => (
          <Field label={name} required fault={faults[key]}>
            {(frame) => (
              <select
                {...frame}
                className="native"
                disabled={row !== null && key !== 'decidedBy'}
                value={values[key]}
                onChange={({ target }) => set({ [key]: target.value })}
              >
                <option value="">{c('choose', { field: name })}</option>
                {options.map(([value, text]) => (
                  <option key={value} value={value}>
                    {text}
                  </option>
                ))}
              </select>
            )}
          </Field>
        );
        const text = (
          key: 'zh' | 'en' | 'reasonZh' | 'reasonEn' | 'basis' | 'source',
          name: string,
          required = true,
        ) => (
          <TextField
            label={name}
            required={required}
            value={values[key]}
            onChange={(value) => set({ [key]: value })}
            fault={faults[key]}
          />
        );
        return (
          <div className="grid2">
            {pick(
              'org',
              t('enterprise'),
              of('enterprise').map(({ code }) => [code, orgName(code)]),
            )}
            {pick(
              'list',
              t('list'),
              LISTS.map((list) => [list, t(`list.${list}`)]),
            )}
            {text('zh', t('listZh'))}
            {text('en', t('listEn'), false)}
            {text('reasonZh', t('reasonZh'))}
            {text('reasonEn', t('reasonEn'), false)}
            {pick(
              'decidedBy',
              t('decidedBy'),
              of('authority', 'higherAuthority').map(({ code }) => [code, orgName(code)]),
            )}
            {text('basis', t('basis'))}
            {text('source', t('source'))}
            <TextField
              label={t('from')}
              type="date"
              value={values.from}
              onChange={(from) => set({ from })}
              fault={faults.from}
            />
            <TextField
              label={t('untilDay')}
              type="date"
              required={false}
              help={t('untilHelp')}
              value={values.until}
              onChange={(until) => set({ until })}
            />
          </div>
        );
      }}
    </ActionDialog>
  );
}
