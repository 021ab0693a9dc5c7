import { answer, api } from '../../../api/client';
import { useReference } from '../../../api/queries';
import type { Limit } from '../../../api/types';
import { ActionDialog } from '../../../parts/action-dialog';
import { Field } from '../../../parts/field';
import { isBlank, TextField } from '../../../parts/reason-field';
import { useWords } from '../../../parts/words';
import { commonText } from '../../../text/common.text';
import { useLabel, useText, type Label } from '../../../text/text';
import { today } from '../../../text/time';
import { adminText } from '../admin.text';
import { groundFault, GroundsField, trimmed, type Ground } from './grounds-field';
import { groundsText } from './grounds.text';
import { ImpactPreview } from './impact-preview';

const UNITS = ['WORKING_DAY', 'NATURAL_DAY', 'HOUR', 'MONTH'] as const;

interface Values {
  amount: string;
  unit: Limit['unit'];
  warnShare: string;
  cap: string;
  grantedBy: string;
  extensionBasis: string;
  legalBasis: string;
  source: string;
  effectiveFrom: string;
  effectiveTo: string;
  grounds: Ground[];
}

/** A further version of a limit, with the grounds on which its clock may stop. */
export function LimitVersionDialog({ base, onClose }: { base: Limit; onClose: () => void }) {
  const t = useText(adminText);
  const c = useText(commonText);
  const g = useText(groundsText);
  const label = useLabel();
  const words = useWords();
  const { data: roles = [] } = useReference<{ id: string; name: Label }>('roles');
  const bodyOf = (v: Values) => {
    const { key: _key, extension: _extension, warnAt: _warnAt, ...kept } = base;
    return {
      ...kept,
      amount: Number(v.amount),
      unit: v.unit,
      stoppableFor: trimmed(v.grounds),
      ...(v.warnShare === '' ? {} : { warnAt: Number(v.warnShare) / 100 }),
      ...(v.cap === ''
        ? {}
        : { extension: { cap: Number(v.cap), grantedBy: v.grantedBy, basis: v.extensionBasis.trim() } }),
      legalBasis: v.legalBasis.trim(),
      source: v.source.trim(),
      effectiveFrom: v.effectiveFrom,
      effectiveTo: v.effectiveTo === '' ? null : v.effectiveTo,
    };
  };
  const missing = (field: string) => c('fillIn', { field });
  return (
    <ActionDialog<Values>
      title={`${t('newVersion')}：${label(base.name)}`}
      width={720}
      submit={c('save')}
      done={c('saved')}
      initial={{
        amount: String(base.amount),
        unit: base.unit,
        warnShare: base.warnAt === undefined ? '' : String(Math.round(base.warnAt * 100)),
        cap: base.extension ? String(base.extension.cap) : '',
        grantedBy: base.extension?.grantedBy ?? '',
        extensionBasis: base.extension?.basis ?? '',
        legalBasis: base.legalBasis,
        source: base.source,
        effectiveFrom: today(),
        effectiveTo: '',
        grounds: base.stoppableFor,
      }}
      check={(v) => ({
        ...(Number(v.amount) >= 1 ? {} : { amount: missing(t('amount')) }),
        ...(v.warnShare === '' || (Number(v.warnShare) >= 10 && Number(v.warnShare) <= 100)
          ? {}
          : { warnShare: t('badShare') }),
        ...(v.cap === '' || Number(v.cap) >= 1 ? {} : { cap: missing(t('extensionCap')) }),
        ...(v.cap !== '' && v.grantedBy === '' ? { grantedBy: c('choose', { field: t('extensionBy') }) } : {}),
        ...(v.cap !== '' && isBlank(v.extensionBasis, 2) ? { extensionBasis: missing(t('extensionBasis')) } : {}),
        ...(isBlank(v.legalBasis, 2) ? { legalBasis: missing(c('basis')) } : {}),
        ...(isBlank(v.source, 2) ? { source: missing(c('source')) } : {}),
        ...(v.effectiveFrom === '' ? { effectiveFrom: missing(t('firstDay')) } : {}),
        grounds: groundFault(v.grounds, (n) => g('incomplete', { n })),
      })}
      send={(v) =>
        answer(api.PUT('/api/v1/reference/limits/{key}', { params: { path: { key: base.key } }, body: bodyOf(v) }))
      }
      onClose={onClose}
    >
      {({ values, set, faults }) => {
        const text = (
          key: Exclude<keyof Values, 'grounds'>,
          name: string,
          more: { type?: 'number' | 'date'; required?: boolean } = {},
        ) => (
          <TextField
            label={name}
            {...more}
            value={values[key]}
            onChange={(value) => set({ [key]: value })}
            fault={faults[key]}
          />
        );
        return (
          <>
            <div className="grid2">
              {text('amount', t('amount'), { type: 'number' })}
              <Field label={t('unit')} required>
                {(frame) => (
                  <select
                    {...frame}
                    className="native"
                    value={values.unit}
                    onChange={({ target }) => set({ unit: target.value as Limit['unit'] })}
                  >
                    {UNITS.map((unit) => (
                      <option key={unit} value={unit}>
                        {words('unit', unit)}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
              {text('effectiveFrom', t('firstDay'), { type: 'date' })}
              {text('effectiveTo', t('lastDayLimit'), { type: 'date', required: false })}
              {text('warnShare', t('warnShare'), { type: 'number', required: false })}
              {text('cap', t('extensionCap'), { type: 'number', required: false })}
              {values.cap !== '' && (
                <>
                  <Field label={t('extensionBy')} required fault={faults.grantedBy}>
                    {(frame) => (
                      <select
                        {...frame}
                        className="native"
                        value={values.grantedBy}
                        onChange={({ target }) => set({ grantedBy: target.value })}
                      >
                        {!roles.some(({ id }) => id === values.grantedBy) && (
                          <option value={values.grantedBy}>{values.grantedBy}</option>
                        )}
                        {roles.map(({ id, name }) => (
                          <option key={id} value={id}>
                            {label(name)}
                          </option>
                        ))}
                      </select>
                    )}
                  </Field>
                  {text('extensionBasis', t('extensionBasis'))}
                </>
              )}
              {text('legalBasis', c('basis'))}
              {text('source', c('source'))}
            </div>
            <GroundsField grounds={values.grounds} onChange={(grounds) => set({ grounds })} fault={faults.grounds} />
            <ImpactPreview change={() => ({ limit: { key: base.key, ...bodyOf(values) } })} />
          </>
        );
      }}
    </ActionDialog>
  );
}
