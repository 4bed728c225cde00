import type { MemberType } from './filterOperators.js';
import { type Granularity, granularitiesWith } from './granularities.js';
import type { Query } from './query.js';
import { usedMembers } from './query.js';

export type MemberKind = 'measure' | 'dimension' | 'time' | 'segment';

/** A member that can be asked for, as `/v1/meta` describes it. */
export interface Member {
  readonly name: string;
  readonly title: string;
  readonly shortTitle: string;
  readonly description: string | null;
  readonly kind: MemberKind;
  readonly type: MemberType;
  readonly granularities: readonly Granularity[];
}

export interface CatalogCube {
  readonly name: string;
  readonly title: string;
  readonly description: string | null;
  readonly isView: boolean;
  /** Cubes with the same number can be joined; null for a cube without joins. */
  readonly component: number | null;
  readonly members: readonly Member[];
}

/** The parts of `/v1/meta` that the builder uses. */
export interface MetaDocument {
  readonly cubes: readonly MetaCube[];
}

interface MetaCube {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly connectedComponent?: number;
  readonly public?: boolean;
  readonly isVisible?: boolean;
  readonly measures: readonly MetaMember[];
  readonly dimensions: readonly MetaMember[];
  readonly segments: readonly MetaMember[];
}

interface MetaMember {
  readonly name: string;
  readonly title?: string;
  readonly shortTitle?: string;
  readonly description?: string;
  readonly type?: string;
  readonly granularities?: readonly Granularity[];
  readonly public?: boolean;
  readonly isVisible?: boolean;
}

/** The cubes and views of a model with their public members. */
export class Catalog {
  private readonly byName: ReadonlyMap<string, Member>;

  private constructor(readonly cubes: readonly CatalogCube[]) {
    this.byName = new Map(cubes.flatMap((cube) => cube.members.map((member) => [member.name, member] as const)));
  }

  static of(meta: MetaDocument): Catalog {
    return new Catalog(meta.cubes.filter(isPublic).map(catalogCube));
  }

  member(name: string): Member | undefined {
    return this.byName.get(name);
  }

  /** The member's title with its cube's, or its name where the model does not know it. */
  titleOf(name: string): string {
    return this.byName.get(name)?.title ?? name;
  }

  typeOf(name: string): MemberType {
    return this.byName.get(name)?.type ?? 'string';
  }

  /** Whether the cube can be joined with what the query already holds. A server that tells of no joins forbids none. */
  joins(cube: CatalogCube, query: Query): boolean {
    if (this.cubes.every((each) => each.component === null)) {
      return true;
    }
    const used = [...usedMembers(query)].map((member) => this.cubeOf(member)).filter((each) => each !== undefined);
    return used.every(
      (each) => each.name === cube.name || (each.component !== null && each.component === cube.component),
    );
  }

  private cubeOf(member: string): CatalogCube | undefined {
    const cubeName = member.slice(0, member.indexOf('.'));
    return this.cubes.find((cube) => cube.name === cubeName);
  }
}

/** The cubes with the members whose name or title has the text in it; a cube that has it itself keeps all its members. */
export function searchCubes(cubes: readonly CatalogCube[], text: string): readonly CatalogCube[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') {
    return cubes;
  }
  const has = ({ name, title }: { readonly name: string; readonly title: string }): boolean =>
    name.toLowerCase().includes(wanted) || title.toLowerCase().includes(wanted);
  return cubes.flatMap((cube) => {
    const members = cube.members.filter((member) => has({ name: localName(member.name), title: member.shortTitle }));
    if (has(cube)) {
      return [cube];
    }
    return members.length > 0 ? [{ ...cube, members }] : [];
  });
}

function localName(member: string): string {
  return member.slice(member.indexOf('.') + 1);
}

function isPublic(each: { readonly public?: boolean; readonly isVisible?: boolean }): boolean {
  return (each.public ?? each.isVisible) !== false;
}

function catalogCube(cube: MetaCube): CatalogCube {
  return {
    name: cube.name,
    title: cube.title ?? cube.name,
    description: cube.description ?? null,
    isView: cube.type === 'view',
    component: cube.connectedComponent ?? null,
    members: [
      ...cube.measures.filter(isPublic).map((each) => catalogMember(each, 'measure')),
      ...cube.dimensions
        .filter(isPublic)
        .map((each) => catalogMember(each, each.type === 'time' ? 'time' : 'dimension')),
      ...cube.segments.filter(isPublic).map((each) => catalogMember(each, 'segment')),
    ],
  };
}

function catalogMember(member: MetaMember, kind: MemberKind): Member {
  return {
    name: member.name,
    title: member.title ?? member.name,
    shortTitle: member.shortTitle ?? member.title ?? member.name,
    description: member.description ?? null,
    kind,
    type: memberType(member.type),
    granularities: kind === 'time' ? granularitiesWith(member.granularities ?? []) : [],
  };
}

function memberType(type: string | undefined): MemberType {
  return type === 'number' || type === 'boolean' || type === 'time' ? type : 'string';
}
