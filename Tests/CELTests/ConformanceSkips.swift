/// The tests of the supported files that are not run, by name, each for a type that the language here does not have.
enum ConformanceSkips {
  /// The reason why a test is skipped, by "file/section/test".
  static let reasons: [String: String] = {
    var reasons: [String: String] = [:]
    for (reason, sections) in skips {
      for (section, tests) in sections {
        for test in tests.split(whereSeparator: \.isWhitespace) { reasons["\(section)/\(test)"] = reason }
      }
    }
    return reasons
  }()

  private static let skips: [String: [String: String]] = [
    "needs a protobuf message": [
      "comparisons/eq_literal": """
      eq_dyn_json_null not_eq_dyn_proto2_msg_null not_eq_dyn_proto3_msg_null
      """,
      "comparisons/eq_wrapper": """
      eq_bool eq_bool_empty eq_bool_not_null eq_bool_proto2_null eq_bool_proto3_null eq_bytes
      eq_bytes_empty eq_bytes_not_null eq_bytes_proto2_null eq_bytes_proto3_null eq_double
      eq_double_empty eq_double_not_null eq_double_proto2_null eq_double_proto3_null eq_float
      eq_float_empty eq_float_not_null eq_float_proto2_null eq_float_proto3_null eq_int32 eq_int32_empty
      eq_int32_not_null eq_int32_proto2_null eq_int32_proto3_null eq_int64 eq_int64_empty
      eq_int64_not_null eq_int64_proto2_null eq_int64_proto3_null eq_proto2
      eq_proto2_any_unpack_bytewise_fallback_equal eq_proto2_any_unpack_bytewise_fallback_not_equal
      eq_proto2_any_unpack_equal eq_proto2_any_unpack_not_equal eq_proto2_missing_fields_neq eq_proto3
      eq_proto3_any_unpack_bytewise_fallback_equal eq_proto3_any_unpack_bytewise_fallback_not_equal
      eq_proto3_any_unpack_equal eq_proto3_any_unpack_not_equal eq_proto3_missing_fields_neq
      eq_proto_different_types eq_proto_nan_equal eq_string eq_string_empty eq_string_not_null
      eq_string_proto2_null eq_string_proto3_null eq_uint32 eq_uint32_empty eq_uint32_not_null
      eq_uint32_proto2_null eq_uint32_proto3_null eq_uint64 eq_uint64_empty eq_uint64_not_null
      eq_uint64_proto2_null eq_uint64_proto3_null
      """,
      "comparisons/ne_literal": """
      ne_proto2 ne_proto2_any_unpack ne_proto2_any_unpack_bytewise_fallback ne_proto2_missing_fields_neq
      ne_proto3 ne_proto3_any_unpack ne_proto3_any_unpack_bytewise_fallback ne_proto3_missing_fields_neq
      ne_proto_different_types ne_proto_nan_not_equal
      """,
      "optionals/optionals": """
      empty_struct_optindex_hasValue
      has_optional_ofNonZeroValue_struct_optional_ofNonZeroValue_map_optindex_field
      optional_empty_struct_optindex_hasValue
      optional_ofNonZeroValue_struct_optional_ofNonZeroValue_map_optindex_field
      optional_struct_optindex_index_value optional_struct_optindex_value struct_list_optindex_field
      struct_map_optindex_field struct_map_optindex_field_nested struct_optindex_value
      struct_optional_ofNonZeroValue_map_optindex_field
      """,
      "parse/comments": """
      new_line_terminated
      """,
      "parse/nest": """
      message_literal
      """,
      "parse/repeat": """
      message_literal select
      """,
      "parse/struct_field_names": """
      as break const continue else for function if import let loop namespace package return var void
      while
      """,
      "parse/whitespace": """
      carriage_returns new_lines new_pages spaces tabs
      """,
      "type_deduction/complex_initializers": """
      struct
      """,
      "type_deduction/field_access": """
      enum_field enum_map_field int_field map_bool_int repeated_enum_field repeated_int_field
      """,
      "type_deduction/flexible_type_parameter_assignment": """
      comprehension_type_var_aliasing list_parameters_do_not_unify overload_type_var_aliasing
      """,
      "type_deduction/legacy_nullable_types": """
      null_assignable_to_duration_parameter_candidate null_assignable_to_message_parameter_candidate
      null_assignable_to_timestamp_parameter_candidate
      """,
      "type_deduction/wrappers": """
      wrapper_dyn_promotion wrapper_dyn_promotion_2 wrapper_null_assignable wrapper_primitive_assignable
      wrapper_promotion wrapper_promotion_2 wrapper_ternary_parameter_assignment
      wrapper_ternary_parameter_assignment_2
      """,
    ],
    "needs a timestamp": [
      "comparisons/eq_literal": """
      not_eq_dyn_timestamp_null
      """,
      "conversions/identity": """
      timestamp
      """,
      "conversions/int": """
      timestamp
      """,
    ],
    "needs a duration": [
      "comparisons/eq_literal": """
      not_eq_dyn_duration_null
      """,
      "conversions/identity": """
      duration
      """,
    ],
  ]
}
