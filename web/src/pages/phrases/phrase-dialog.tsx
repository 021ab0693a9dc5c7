import { Input } from 'antd';
import { answer, api } from '../../api/client';
import { useOrgName, useSignedIn } from '../../api/queries';
import type { components } from '../../api/schema';
import { PROCEDURES } from '../../frame/menu';
import { frameText } from '../../frame/frame.text';
import { ActionDialog } from '../../parts/action-dialog';
import { Field } from '../../parts/field';
import { isBlank, TextField } from '../../parts/reason-field';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { today } from '../../text/time';
import { phrasesText } from './phrases.text';

export type Phrase = components['schemas']['PhraseDto'];

/** Organisations for whose people somebody may keep phrases: those they supervise or help to lead. */
export function useLedOrganisations(): string[] {
  const me = useSignedIn();
  const led = me.memberships.filter(({ role }) => ['director', 'deputyDirector'].includes(role));
  return [...new Set([...me.supervisorOf, ...led.map(({ orgCode }) => orgCode)])];
}

/** A new phrase, or a change of one; whose it is stays. */
export function PhraseDialog({ phrase, onClose }: { phrase: Phrase | null; onClose: (done: boolean) => void }) {
  const t = useText(phrasesText);
  const c = useText(commonText);
  const f = useText(frameText);
  const orgName = useOrgName();
  const led = useLedOrganisations();
  return (
    <ActionDialog
      title={t(phrase ? 'edit' : 'add')}
      submit={c('save')}
      done={c('saved')}
      initial={{
        text: phrase?.text ?? '',
        basis: phrase?.basis ?? '',
        org: phrase?.org ?? '',
        process: phrase?.process ?? '',
        effectiveFrom: phrase?.effectiveFrom ?? today(),
        effectiveTo: phrase?.effectiveTo ?? '',
      }}
      check={(v) => ({
        ...(isBlank(v.text) ? { text: c('fillIn', { field: t('text') }) } : {}),
        ...(v.effectiveFrom === '' ? { effectiveFrom: c('fillIn', { field: t('firstDay') }) } : {}),
        ...(v.effectiveTo !== '' && v.effectiveTo < v.effectiveFrom ? { effectiveTo: t('reversed') } : {}),
      })}
      send={(v) => {
        const body = {
          text: v.text.trim(),
          outcomes: phrase?.outcomes ?? [],
          effectiveFrom: v.effectiveFrom,
          ...(v.basis.trim() === '' ? {} : { basis: v.basis.trim() }),
          ...(v.org === '' ? {} : { org: v.org }),
          ...(v.process === '' ? {} : { process: v.process }),
          ...(v.effectiveTo === '' ? {} : { effectiveTo: v.effectiveTo }),
        };
        return phrase
          ? answer(api.PUT('/api/v1/phrases/{phraseId}', { params: { path: { phraseId: phrase.phraseId } }, body }))
          : answer(api.POST('/api/v1/phrases', { body }));
      }}
      onClose={onClose}
    >
      {({ values, set, faults }) => (
        <>
          <Field label={t('text')} required fault={faults.text}>
            {(frame) => (
              <Input.TextArea
                {...frame}
                autoSize={{ minRows: 3, maxRows: 8 }}
                maxLength={500}
                value={values.text}
                onChange={({ target }) => set({ text: target.value })}
              />
            )}
          </Field>
          <TextField
            label={t('basis')}
            help={t('basisHelp')}
            required={false}
            value={values.basis}
            onChange={(basis) => set({ basis })}
          />
          <div className="grid2">
            {phrase === null && led.length > 0 && (
              <Field label={t('whose')}>
                {(frame) => (
                  <select
                    {...frame}
                    className="native"
                    value={values.org}
                    onChange={({ target }) => set({ org: target.value })}
                  >
                    <option value="">{t('own')}</option>
                    {led.map((org) => (
                      <option key={org} value={org}>
                        {orgName(org)}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            )}
            <Field label={t('process')}>
              {(frame) => (
                <select
                  {...frame}
                  className="native"
                  value={values.process}
                  onChange={({ target }) => set({ process: target.value })}
                >
                  <option value="">{t('anyProcess')}</option>
                  {PROCEDURES.map(({ process, word }) => (
                    <option key={process} value={process}>
                      {f(word)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <TextField
              label={t('firstDay')}
              type="date"
              value={values.effectiveFrom}
              onChange={(effectiveFrom) => set({ effectiveFrom })}
              fault={faults.effectiveFrom}
            />
            <TextField
              label={t('lastDay')}
              type="date"
              required={false}
              value={values.effectiveTo}
              onChange={(effectiveTo) => set({ effectiveTo })}
              fault={faults.effectiveTo}
            />
          </div>
        </>
      )}
    </ActionDialog>
  );
}
