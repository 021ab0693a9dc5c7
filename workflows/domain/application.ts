import type { Day } from './calendar';

export const PROJECT_KINDS = ['newBuild', 'rebuild', 'expansion'] as const;
/** 新建, 改建, 扩建. */
export type ProjectKind = (typeof PROJECT_KINDS)[number];

export const UNIT_KINDS = ['production', 'storage'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export const PHYSICAL_STATES = ['gas', 'liquid', 'solid'] as const;
export type PhysicalState = (typeof PHYSICAL_STATES)[number];

export const SUBSTANCE_ROLES = ['feed', 'intermediate', 'product', 'auxiliary'] as const;
export type SubstanceRole = (typeof SUBSTANCE_ROLES)[number];

/** A unit of assessment 评价单元 (GB 18218-2018 3.5, 3.6): production cut by shut-off valves, storage by dike or warehouse. */
export interface AssessmentUnit {
  key: string;
  name: string;
  kind: UnitKind;
}

export interface ProjectSubstance {
  cas: string;
  name: string;
  role: SubstanceRole;
  /** Designed maximum quantity in the unit, tonnes. */
  quantityT: number;
  temperatureC: number;
  /** Absolute pressure. */
  pressureMPa: number;
  physicalState: PhysicalState;
  /** Key of the unit of assessment. */
  unit: string;
  /** Category of GB 18218 table 2, or `NONE`; needed for what no reference list names. */
  category?: string;
  /** Grade of a substance with several critical quantities, or `other`. */
  variant?: string;
}

/** What the project brings with it; decides which departments review it. */
export interface ProjectActivities {
  newBuildings: boolean;
  /** New boilers, pressure vessels or pressure pipes 新增特种设备. */
  specialEquipment: boolean;
  /** Supplied from, or feeding, the town gas grid 城镇燃气. */
  townGas: boolean;
  hazardousWaste: boolean;
  bondedStorage: boolean;
  /** Dangerous goods arrive or leave in the firm's own vehicles or by its own berth. */
  ownTransport: boolean;
}

/** The application of the joint review, as submitted. Drafts may lack anything: see `ApplicationDraft`. */
export interface ProjectApplication {
  enterprise: {
    name: string;
    /** 统一社会信用代码 */
    uscc: string;
    address: string;
    legalRepresentative: string;
    contactName: string;
    contactPhone: string;
  };
  site: {
    inPark: boolean;
    park?: string;
    /** 宗地号 */
    parcel: string;
    address: string;
    /** Degrees, CGCS2000. */
    longitude: number;
    latitude: number;
  };
  project: {
    name: string;
    kind: ProjectKind;
    /** 万元 */
    investment: number;
    scale: string;
    description: string;
  };
  processes: string[];
  units: AssessmentUnit[];
  substances: ProjectSubstance[];
  /** People living within 500 m of the boundary of the plant. */
  population500m: number;
  /** Hazardous waste that the project brings, tonnes a year; absent: not stated. */
  hazardousWasteT?: number;
  activities: ProjectActivities;
  design: { name: string; certificateNo: string; grade: string; validTo: Day; designDate: Day };
  evaluation: {
    name: string;
    certificateNo: string;
    scope: string;
    validTo: Day;
    reportNo: string;
    reportDate: Day;
  };
  documents: { kind: string; documentId: string }[];
}

type Draft<T> = T extends (infer Item)[]
  ? Draft<Item>[]
  : T extends object
    ? { [Key in keyof T]?: Draft<T[Key]> | null }
    : T;

/** An application on its way: anything may be missing. */
export type ApplicationDraft = Draft<ProjectApplication>;
