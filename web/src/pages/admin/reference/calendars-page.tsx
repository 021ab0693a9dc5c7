import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../../api/client';
import { useReference, useSignedIn } from '../../../api/queries';
import type { Calendar } from '../../../api/types';
import { Page } from '../../../frame/page';
import { ActionDialog } from '../../../parts/action-dialog';
import { Field } from '../../../parts/field';
import { ProblemAlert } from '../../../parts/problem-alert';
import { isBlank, TextField } from '../../../parts/reason-field';
import { commonText } from '../../../text/common.text';
import { useText } from '../../../text/text';
import { today } from '../../../text/time';
import { adminText } from '../admin.text';
import { ImpactPreview } from './impact-preview';
import { YearCalendar } from './year-calendar';

/** Published years of working days; the next year is loaded here. */
export default function CalendarsPage() {
  const t = useText(adminText);
  const me = useSignedIn();
  const queries = useQueryClient();
  const { data = [], error } = useReference<Calendar>('calendars');
  const [editing, setEditing] = useState<Calendar | 'new' | null>(null);
  const years = [...data].sort((a, b) => b.year - a.year);
  return (
    <Page
      title={t('calendars')}
      actions={
        me.isAdmin && (
          <Button type="primary" onClick={() => setEditing('new')}>
            {t('addCalendar')}
          </Button>
        )
      }
    >
      <p className="muted">{t('calendarsHelp')}</p>
      <ProblemAlert error={error} />
      {years.map((calendar) => (
        <section key={calendar.year} className="card stack">
          <div className="card-head">
            <h2>
              {calendar.year}{' '}
              <span className="muted">
                {t('version')} {calendar.version}
              </span>
            </h2>
            {me.isAdmin && (
              <Button
                size="small"
                aria-label={`${t('correctCalendar')} ${calendar.year}`}
                onClick={() => setEditing(calendar)}
              >
                {t('correctCalendar')}
              </Button>
            )}
          </div>
          <p>
            {t('off')} {t('days', { n: calendar.off.length })}　{t('makeUp')} {t('days', { n: calendar.makeUp.length })}
            　<span className="muted">{calendar.source}</span>
          </p>
          <YearCalendar calendar={calendar} />
        </section>
      ))}
      {me.isAdmin && <Impact />}
      {editing && (
        <CalendarDialog
          calendar={editing === 'new' ? null : editing}
          nextYear={(years[0]?.year ?? Number(today().slice(0, 4))) + 1}
          onClose={() => {
            setEditing(null);
            void queries.invalidateQueries({ queryKey: ['reference', 'calendars'] });
            void queries.invalidateQueries({ queryKey: ['impact'] });
          }}
        />
      )}
    </Page>
  );
}

/** Which due dates moved with the present calendars and limits. */
function Impact() {
  const t = useText(adminText);
  const { data } = useQuery({
    queryKey: ['impact'],
    queryFn: () => answer(api.GET('/api/v1/admin/reference-impact')),
    refetchInterval: 10_000,
  });
  if (!data) return null;
  return (
    <section className="card stack">
      <h2>{t('impact')}</h2>
      <p className="muted">{t('impactTold', { told: data.told, waiting: data.waiting })}</p>
      {data.items.length === 0 && <p>{t('impactNone')}</p>}
      <ul className="list-rows">
        {data.items.map((item) => (
          <li key={`${item.caseId}/${item.at}`}>
            <Link to="/cases/$caseId" params={{ caseId: item.caseId }} search={{ view: 'clocks' }}>
              {item.caseId}
            </Link>{' '}
            <span className="number">
              {item.moved.map(({ from, to }) => `${from ?? '—'} → ${to ?? '—'}`).join('；')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const daysOf = (text: string): string[] => text.split(/[\s,，、]+/).filter((one) => one !== '');

function CalendarDialog({
  calendar,
  nextYear,
  onClose,
}: {
  calendar: Calendar | null;
  nextYear: number;
  onClose: () => void;
}) {
  const t = useText(adminText);
  const c = useText(commonText);
  const year = calendar?.year ?? nextYear;
  const badDay = (text: string) => {
    const bad = daysOf(text).find(
      (day) => !new RegExp(`^${year}-\\d\\d-\\d\\d$`).test(day) || Number.isNaN(Date.parse(day)),
    );
    return bad === undefined ? undefined : t('badDay', { day: bad, year });
  };
  return (
    <ActionDialog
      title={`${t(calendar ? 'correctCalendar' : 'addCalendar')}：${year}`}
      width={760}
      submit={c('save')}
      done={c('saved')}
      initial={{
        off: calendar?.off.join('\n') ?? '',
        makeUp: calendar?.makeUp.join('\n') ?? '',
        source: calendar?.source ?? '',
      }}
      check={(v) => {
        const off = v.off.trim() === '' ? c('fillIn', { field: t('off') }) : badDay(v.off);
        const makeUp = badDay(v.makeUp);
        return {
          ...(off ? { off } : {}),
          ...(makeUp ? { makeUp } : {}),
          ...(isBlank(v.source, 4) ? { source: c('fillIn', { field: c('source') }) } : {}),
        };
      }}
      send={(v) =>
        answer(
          api.PUT('/api/v1/reference/calendars/{year}', {
            params: { path: { year } },
            body: { off: daysOf(v.off), makeUp: daysOf(v.makeUp), source: v.source.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      {({ values, set, faults }) => (
        <>
          <div className="grid2">
            {(['off', 'makeUp'] as const).map((key) => (
              <Field key={key} label={t(key)} required={key === 'off'} help={t('daysHelp')} fault={faults[key]}>
                {(frame) => (
                  <Input.TextArea
                    {...frame}
                    rows={10}
                    value={values[key]}
                    onChange={({ target }) => set({ [key]: target.value })}
                  />
                )}
              </Field>
            ))}
          </div>
          <TextField
            label={c('source')}
            help={t('sourceHelp')}
            value={values.source}
            onChange={(source) => set({ source })}
            fault={faults.source}
          />
          <ImpactPreview
            change={() => ({
              calendar: { year, off: daysOf(values.off), makeUp: daysOf(values.makeUp), source: values.source.trim() },
            })}
          />
        </>
      )}
    </ActionDialog>
  );
}
