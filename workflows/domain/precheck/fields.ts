import { PHYSICAL_STATES, PROJECT_KINDS, SUBSTANCE_ROLES, UNIT_KINDS } from '../application';

export type FieldType = 'text' | 'number' | 'whole' | 'flag' | 'day' | 'list';

/** A field of the application form: where it is, what it is called, what it holds. */
export interface FieldSpec {
  path: string;
  zh: string;
  en: string;
  type: FieldType;
  choices?: readonly string[];
}

const text = (path: string, zh: string, en: string, choices?: readonly string[]): FieldSpec => ({
  path,
  zh,
  en,
  type: 'text',
  choices,
});
const number = (path: string, zh: string, en: string): FieldSpec => ({ path, zh, en, type: 'number' });
const flag = (path: string, zh: string, en: string): FieldSpec => ({ path, zh, en, type: 'flag' });
const day = (path: string, zh: string, en: string): FieldSpec => ({ path, zh, en, type: 'day' });

/** Required fields of the application itself. */
export const APPLICATION_FIELDS: FieldSpec[] = [
  text('enterprise.name', '单位名称', 'Enterprise name'),
  text('enterprise.uscc', '统一社会信用代码', 'Unified social credit code'),
  text('enterprise.address', '单位地址', 'Enterprise address'),
  text('enterprise.legalRepresentative', '法定代表人', 'Legal representative'),
  text('enterprise.contactName', '联系人', 'Contact'),
  text('enterprise.contactPhone', '联系电话', 'Contact phone'),
  flag('site.inPark', '是否在化工园区内', 'Inside a chemical park'),
  text('site.parcel', '宗地号', 'Parcel number'),
  text('site.address', '建设地址', 'Site address'),
  number('site.longitude', '经度', 'Longitude'),
  number('site.latitude', '纬度', 'Latitude'),
  text('project.name', '项目名称', 'Project name'),
  text('project.kind', '建设性质', 'Kind of project', PROJECT_KINDS),
  number('project.investment', '总投资', 'Investment'),
  text('project.scale', '建设规模', 'Scale'),
  text('project.description', '建设内容', 'Description'),
  { path: 'processes', zh: '涉及的工艺', en: 'Processes', type: 'list' },
  { path: 'population500m', zh: '厂区边界外500米范围内常住人口', en: 'Residents within 500 m', type: 'whole' },
  flag('activities.newBuildings', '是否新建建（构）筑物', 'New buildings'),
  flag('activities.specialEquipment', '是否新增特种设备', 'New special equipment'),
  flag('activities.townGas', '是否涉及城镇燃气', 'Town gas'),
  flag('activities.hazardousWaste', '是否产生危险废物', 'Hazardous waste'),
  flag('activities.bondedStorage', '是否涉及保税仓储', 'Bonded storage'),
  flag('activities.ownTransport', '是否自有运输车辆或码头', 'Own vehicles or berth'),
  text('design.name', '设计单位名称', 'Design firm'),
  text('design.certificateNo', '设计单位资质证书编号', 'Certificate of the design firm'),
  text('design.grade', '设计单位资质', 'Grade of the design firm'),
  day('design.validTo', '设计单位资质有效期', 'Validity of the design certificate'),
  day('design.designDate', '设计日期', 'Date of the design'),
  text('evaluation.name', '安全评价机构名称', 'Evaluation institution'),
  text('evaluation.certificateNo', '安全评价机构资质证书编号', 'Certificate of the evaluation institution'),
  text('evaluation.scope', '安全评价机构业务范围', 'Scope of the evaluation institution'),
  day('evaluation.validTo', '安全评价机构资质有效期', 'Validity of the evaluation certificate'),
  text('evaluation.reportNo', '安全评价报告编号', 'Number of the evaluation report'),
  day('evaluation.reportDate', '安全评价报告日期', 'Date of the evaluation report'),
];

/** Required fields of each unit of assessment. */
export const UNIT_FIELDS: FieldSpec[] = [
  text('key', '评价单元代号', 'Unit key'),
  text('name', '评价单元名称', 'Unit name'),
  text('kind', '评价单元类型', 'Kind of unit', UNIT_KINDS),
];

/** Required fields of each substance; `unit` has rules of its own. */
export const SUBSTANCE_FIELDS: FieldSpec[] = [
  text('cas', 'CAS 号', 'CAS number'),
  text('name', '物质名称', 'Substance name'),
  text('role', '物质用途', 'Role of the substance', SUBSTANCE_ROLES),
  number('quantityT', '设计最大量', 'Designed maximum quantity'),
  number('temperatureC', '温度', 'Temperature'),
  number('pressureMPa', '压力', 'Pressure'),
  text('physicalState', '物理状态', 'Physical state', PHYSICAL_STATES),
];

/** Reads a dotted path of anything. */
export function valueAt(root: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, key) => (at !== null && typeof at === 'object' ? (at as Record<string, unknown>)[key] : undefined),
      root,
    );
}

/** The names of a field for messages in both languages. */
export function namesOf(spec: Pick<FieldSpec, 'zh' | 'en'>): { field: string; fieldEn: string } {
  return { field: spec.zh, fieldEn: spec.en };
}

export function specOf(specs: FieldSpec[], path: string): FieldSpec {
  return specs.find((spec) => spec.path === path)!;
}
