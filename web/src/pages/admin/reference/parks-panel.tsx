import { answer, api } from '../../../api/client';
import type { components } from '../../../api/schema';
import { useLabel, useText } from '../../../text/text';
import { ParkDialog } from './park-dialog';
import { RegisterFrame } from './register-frame';
import { registersText } from './registers.text';

export type ParkRow = components['schemas']['ParkRowDto'];

export const LEVELS = ['1', '2', '3', '4'] as const;

const FIGURES = ['sumR', 'unitsShort', 'population', 'wasteT', 'rescuers', 'holdings'] as const;

/** What each park can bear, with where the figures come from. */
export function ParksPanel() {
  const t = useText(registersText);
  const label = useLabel();
  return (
    <RegisterFrame<ParkRow>
      queryKey={['registers', 'parks']}
      load={() => answer(api.GET('/api/v1/registers/parks'))}
      set="parks"
      help={t('parksHelp')}
      add={t('addPark')}
      wrapHeads
      heads={[
        <th key="park">{t('park')}</th>,
        ...FIGURES.map((figure) => (
          <th key={figure} className="right">
            {t(figure)}
          </th>
        )),
        <th key="source">{t('source')}</th>,
      ]}
      rowKey={({ code }) => code}
      nameOf={({ name }) => label(name)}
      cells={({ name, aliases, capacity, holdings, source, effectiveFrom }) => (
        <>
          <td style={{ minWidth: 170 }}>
            {label(name)}
            <div className="muted">{aliases.join('、')}</div>
          </td>
          <td className="right">{capacity.sumR ?? '—'}</td>
          <td className="right nowrap">{LEVELS.map((level) => capacity.units[level] ?? '—').join(' / ')}</td>
          <td className="right">{capacity.population ?? '—'}</td>
          <td className="right">{capacity.wasteT ?? '—'}</td>
          <td className="right">{capacity.rescue?.people ?? '—'}</td>
          <td className="right">{holdings.length}</td>
          <td style={{ minWidth: 190 }}>
            {source}
            <div className="muted number">{effectiveFrom}</div>
          </td>
        </>
      )}
      dialog={(park, _known, onClose) => <ParkDialog park={park} onClose={onClose} />}
      changes={[['parks']]}
    />
  );
}
