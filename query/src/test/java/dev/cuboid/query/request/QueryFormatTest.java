package dev.cuboid.query.request;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuboid.query.QueryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          7                                                                        | "value" must be of type object
          {'measures':['']}                                                        | "measures[0]" is not allowed to be empty
          {'measures':'Orders.count'}                                              | "measures" must be an array
          {'measures':[7]}                                                         | "measures[0]" must be one of [string, object]
          {'measures':['Orders.count',{'x':1}]}                                    | "measures[1]" does not match any of the allowed types
          {'measures':['Orders.count'],'segments':[null]}                          | "segments[0]" must be one of [string, object]
          {'measures':['Orders.count'],'order':'Orders.count'}                     | "order" must be one of [object, array]
          {'measures':['Orders.count'],'order':{'foo bar':'asc'}}                  | "order.foo bar" is not allowed
          {'measures':['Orders.count'],'order':[['Orders.count','asc','x']]}       | "order[0]" must contain at most 2 items
          {'measures':['Orders.count'],'subqueryJoins':'x'}                        | "subqueryJoins" must be an array
          {'measures':['Orders.count'],'subqueryJoins':[1]}                        | "subqueryJoins[0]" must be of type object
          {'measures':['Orders.count'],'timeDimensions':[{'dimension':'Orders.createdAt','compareDateRange':[[],'today']}]} | "timeDimensions[0].dateRange" must contain at least 1 items
          {'measures':['count']}                                                   | "measures[0]" with value "count" fails to match the required pattern: /^[a-zA-Z0-9_]+\\.[a-zA-Z0-9_]+$/
          {'measures':['Orders.count'],'foo':1}                                    | "foo" is not allowed
          {'dimensions':['Orders.id'],'rowLimit':2}                                | "rowLimit" is not allowed
          {'measures':['Orders.count'],'ungrouped':'yes'}                          | "ungrouped" must be a boolean
          {'measures':['Orders.count'],'total':1}                                  | "total" must be a boolean
          {'dimensions':['Orders.id'],'limit':1.5}                                 | "limit" must be an integer
          {'dimensions':['Orders.id'],'limit':-1}                                  | "limit" must be greater than or equal to 0
          {'dimensions':['Orders.id'],'limit':null}                                | "limit" must be a number
          {'dimensions':['Orders.id'],'offset':'1'}                                | "offset" must be a number
          {'dimensions':['Orders.id'],'offset':1e20}                               | "offset" must be a safe number
          {'measures':['Orders.count'],'order':[[]]}                               | "order[0]" must contain at least 2 items
          {'measures':['Orders.count'],'order':[{'id':'Orders.count','desc':true}]} | "order[0]" must be an array
          {'measures':['Orders.count'],'order':{'Orders.count':'up'}}              | "order.Orders.count" must be one of [asc, desc]
          {'measures':['Orders.count'],'timeDimensions':[{'granularity':'day'}]}   | "timeDimensions[0].dimension" is required
          {'measures':['Orders.count'],'timeDimensions':['Orders.createdAt']}      | "timeDimensions[0]" must be of type object
          {'measures':['Orders.count'],'timeDimensions':[{'dimension':'Orders.createdAt','granularity':''}]} | "timeDimensions[0].granularity" is not allowed to be empty
          {'measures':['Orders.count'],'timeDimensions':[{'dimension':'Orders.createdAt','dateRange':[]}]} | "timeDimensions[0].dateRange" must contain at least 1 items
          {'measures':['Orders.count'],'timeDimensions':[{'dimension':'Orders.createdAt','dateRange':['a','b','c']}]} | "timeDimensions[0].dateRange" must contain less than or equal to 2 items
          {'measures':['Orders.count'],'timezone':'Mars/Base'}                     | "timezone" must be a valid IANA time zone, got "Mars/Base"
          {'measures':['Orders.count'],'timezone':'+02:00'}                        | "timezone" must be a valid IANA time zone, got "+02:00"
          {'measures':['Orders.count'],'timezone':'UTC+2'}                         | "timezone" must be a valid IANA time zone, got "UTC+2"
          {'measures':['Orders.count'],'filters':{'member':'Orders.status','operator':'set'}} | "filters" must be an array
          {'measures':['Orders.count'],'filters':[{'member':'Orders.status','operator':'like','values':['x']}]} | "filters[0]" does not match any of the allowed types
          {'measures':['Orders.count'],'filters':[{'member':'Orders.status','operator':'equals','values':'x'}]} | "filters[0]" does not match any of the allowed types
          {'measures':['Orders.count'],'filters':[{'operator':'equals','values':['x']}]} | "filters[0]" does not match any of the allowed types
          {'measures':['Orders.count'],'filters':[{'or':[],'and':[]}]}             | "filters[0]" does not match any of the allowed types
          {'measures':['Orders.count'],'filters':[{'member':'Orders.status','operator':'set'},{'or':[{'member':'Orders'}]}]} | "filters[1]" does not match any of the allowed types
          """)
  void theFirstMistakeIsSaidInCubesWords(String query, String message) {
    assertRefused(query, "Invalid query format: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          {'measures':['{1}']}                                 | Error: Expressions are not allowed in this context
          {'measures':['Orders.count'],'subqueryJoins':[{}]}   | Error: Expressions are not allowed in this context
          {'measures':['Orders.count'],'maskedMembers':[]}     | maskedMembers cannot be provided in the query
          {'measures':['Orders.count'],'filters':[{'member':'Orders.createdAt','operator':'inDateRange','values':['today','2024-01-01']}]} | Relative-date strings are only supported when `values` has a single element for operator `inDateRange`. Pass an absolute two-element [start, end] pair, or a single relative string like ["last 2 weeks"]. Got: ["today","2024-01-01"]
          {}                                                   | Query should contain either measures, dimensions or timeDimensions with granularities in order to be valid
          {'timeDimensions':[{'dimension':'Orders.createdAt'}]} | Query should contain either measures, dimensions or timeDimensions with granularities in order to be valid
          []                                                   | Data blending query without granularity is not supported
          {'measures':['Orders.count'],'filters':[{'member':'Orders.status','operator':'equals','values':[]}]} | Values required for filter: {"member":"Orders.status","operator":"equals","values":[]}
          {'measures':['Orders.count'],'filters':[{'member':'Orders.status','operator':'equals'}]} | Values required for filter: {"member":"Orders.status","operator":"equals"}
          {'measures':['Orders.count'],'timeDimensions':[{'dimension':'Orders.a','compareDateRange':['today']},{'dimension':'Orders.b','compareDateRange':['today']}]} | compareDateRange can only exist for one timeDimension
          {'measures':['Orders.count'],'limit':1001}           | Error: The query limit has been exceeded.
          """)
  void whatCannotBeAnsweredIsSaidInCubesWords(String query, String message) {
    assertRefused(query, message);
  }

  @Test
  void whatIsSortedByIsAMember() {
    assertRefused(
        "{'measures':['Orders.count'],'order':[['foo bar','none']]}",
        "Invalid query format: \"order[0][0]\" with value \"foo bar\" fails to match the required"
            + " pattern: /^[a-zA-Z0-9_]+\\.[a-zA-Z0-9_]+$|^[a-zA-Z0-9_]+$"
            + "|^[a-zA-Z0-9_]+\\.[a-zA-Z0-9_]+\\.[a-zA-Z0-9_]+$/");
  }

  private static void assertRefused(String query, String message) {
    assertThatThrownBy(
            () -> RequestReaders.at("2026-11-23T10:37:27Z").read(RequestReaders.json(query)))
        .isInstanceOf(QueryException.class)
        .hasMessage(message);
  }
}
