import { usccFault } from '../uscc';
import { APPLICATION_FIELDS, namesOf, specOf } from './fields';
import { boundFinding } from './bounds';
import { numberOf, type PreCheckRule, textOf } from './rule';

export const SITE_RULES: PreCheckRule[] = [
  {
    id: 'enterprise.uscc',
    clause: 'GB 32100-2015 5.2',
    check: ({ enterprise }) => {
      const uscc = textOf(enterprise?.uscc);
      const fault = uscc === null ? null : usccFault(uscc);
      return fault ? [{ field: 'enterprise.uscc', code: fault.code, params: fault.params }] : [];
    },
  },
  {
    id: 'site.coordinates',
    clause: 'design：辖区范围',
    check: ({ site }, { reference: { bounds } }) => {
      const longitude = numberOf(site?.longitude);
      const latitude = numberOf(site?.latitude);
      if (longitude === null || latitude === null) return [];
      const inside = (value: number, { min, max }: { min: number; max: number }) => value >= min && value <= max;
      return inside(longitude, bounds.longitude) && inside(latitude, bounds.latitude)
        ? []
        : [{ field: 'site.longitude', code: 'precheck.outsideDistrict', params: { longitude, latitude } }];
    },
  },
  {
    id: 'project.investment',
    clause: 'design：合理范围',
    check: ({ project }, { reference: { bounds } }) =>
      boundFinding(
        'project.investment',
        project?.investment,
        namesOf(specOf(APPLICATION_FIELDS, 'project.investment')),
        bounds.investment,
        {
          positive: true,
        },
      ),
  },
  {
    id: 'site.population',
    clause: 'GB 18218-2018 4.3.2 表5',
    check: ({ population500m }, { reference: { bounds } }) =>
      boundFinding(
        'population500m',
        Number.isSafeInteger(population500m) ? population500m : null,
        namesOf(specOf(APPLICATION_FIELDS, 'population500m')),
        bounds.population500m,
      ),
  },
];
