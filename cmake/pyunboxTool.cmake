# find_package(pyunbox) where the command is installed: pyunbox_target(), and what
# it needs.
#
#   pyunbox::tool      the command
#   pyunbox::headers   <pyunbox/typed_method.h>, for sources rewritten in place
#   pyunbox_target(TARGET [CONFIG FILE] [DECISIONS FILE] [REPORTS FOLDER])
#       compiles the C and C++ sources of TARGET with their method tables
#       rewritten. CONFIG: settings, in place of the .pyunbox in the sources'
#       folder or above. DECISIONS: saved from the report's page. REPORTS: folder
#       for one JSON report per source.

get_filename_component(_pyunbox_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
set(pyunbox_EXECUTABLE "${_pyunbox_prefix}/bin/pyunbox")
set(pyunbox_ENGINE "${_pyunbox_prefix}/libexec/pyunbox/pyunbox-engine")
set(pyunbox_INCLUDE_DIR "${_pyunbox_prefix}/include")
unset(_pyunbox_prefix)

if(NOT TARGET pyunbox::tool)
  add_executable(pyunbox::tool IMPORTED)
  set_target_properties(pyunbox::tool PROPERTIES
    IMPORTED_LOCATION "${pyunbox_EXECUTABLE}")
  add_library(pyunbox::headers INTERFACE IMPORTED)
  set_target_properties(pyunbox::headers PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES "${pyunbox_INCLUDE_DIR}")
endif()

# Where the settings for sources in `folder` may stand, the nearest first.
function(_pyunbox_config_places variable folder)
  set(places "")
  while(TRUE)
    list(APPEND places "${folder}/.pyunbox")
    get_filename_component(above "${folder}" DIRECTORY)
    if(above STREQUAL folder)
      break()
    endif()
    set(folder "${above}")
  endwhile()
  set(${variable} "${places}" PARENT_SCOPE)
endfunction()

# The settings for the sources of `target`: files, and a stamp that changes where
# other ones are found. Configures again when one appears or vanishes.
function(_pyunbox_find_configs variable target)
  get_target_property(folder ${target} SOURCE_DIR)
  get_target_property(sources ${target} SOURCES)
  set(folders "${folder}")
  foreach(source IN LISTS sources)
    if(NOT source MATCHES "\\$<")
      get_filename_component(source "${source}" ABSOLUTE BASE_DIR "${folder}")
      get_filename_component(source "${source}" DIRECTORY)
      list(APPEND folders "${source}")
    endif()
  endforeach()
  list(REMOVE_DUPLICATES folders)
  set(watched "")
  set(found "")
  foreach(folder IN LISTS folders)
    _pyunbox_config_places(places "${folder}")
    list(APPEND watched ${places})
    foreach(place IN LISTS places)
      if(EXISTS "${place}" AND NOT IS_DIRECTORY "${place}")
        list(APPEND found "${place}")
        break()
      endif()
    endforeach()
  endforeach()
  list(REMOVE_DUPLICATES watched)
  list(REMOVE_DUPLICATES found)
  file(GLOB ignored CONFIGURE_DEPENDS ${watched})
  set(stamp "${CMAKE_CURRENT_BINARY_DIR}/${target}.pyunbox-settings")
  string(REPLACE ";" "\n" content "${found}")
  file(CONFIGURE OUTPUT "${stamp}" CONTENT "${content}\n" @ONLY)
  set(${variable} ${found} PARENT_SCOPE)
  set(${variable}_stamp "${stamp}" PARENT_SCOPE)
endfunction()

# The declarations that the settings name.
function(_pyunbox_settings_files variable config)
  set(${variable} "" PARENT_SCOPE)
  execute_process(COMMAND "${pyunbox_EXECUTABLE}" --dump-config "${config}"
    OUTPUT_VARIABLE settings ERROR_VARIABLE ignored RESULT_VARIABLE failed)
  if(failed)
    return() # The build tells of the mistake.
  endif()
  set(files "")
  foreach(kind effects converters)
    string(JSON number LENGTH "${settings}" ${kind})
    set(index 0)
    while(index LESS number)
      string(JSON file GET "${settings}" ${kind} ${index})
      list(APPEND files "${file}")
      math(EXPR index "${index} + 1")
    endwhile()
  endforeach()
  set(${variable} "${files}" PARENT_SCOPE)
endfunction()

function(pyunbox_target target)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "CONFIG;DECISIONS;REPORTS" "")
  if(ARG_UNPARSED_ARGUMENTS OR ARG_KEYWORDS_MISSING_VALUES)
    string(REPLACE ";" " " given "${ARGN}")
    message(FATAL_ERROR "pyunbox_target(${target}): expected [CONFIG FILE] "
      "[DECISIONS FILE] [REPORTS FOLDER], got: ${given}")
  endif()
  if(NOT CMAKE_GENERATOR MATCHES "Make|Ninja")
    message(FATAL_ERROR "pyunbox_target(${target}): the generator "
      "'${CMAKE_GENERATOR}' knows no compiler launchers; use Ninja or Makefiles")
  endif()

  get_target_property(folder ${target} SOURCE_DIR)
  set(environment "")
  set(depends "${pyunbox_ENGINE}")
  if(ARG_CONFIG)
    get_filename_component(config "${ARG_CONFIG}" ABSOLUTE BASE_DIR "${folder}")
    list(APPEND environment "PYUNBOX_CONFIG=${config}")
    set(configs "${config}")
  else()
    _pyunbox_find_configs(configs ${target})
    list(APPEND depends "${configs_stamp}")
  endif()
  foreach(config IN LISTS configs)
    _pyunbox_settings_files(files "${config}")
    list(APPEND depends "${config}" ${files})
    # They may name others by then.
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${config}")
  endforeach()
  if(ARG_DECISIONS)
    get_filename_component(decisions "${ARG_DECISIONS}" ABSOLUTE
      BASE_DIR "${folder}")
    list(APPEND environment "PYUNBOX_DECISIONS=${decisions}")
    list(APPEND depends "${decisions}")
  endif()
  if(ARG_REPORTS)
    get_filename_component(reports "${ARG_REPORTS}" ABSOLUTE
      BASE_DIR "${CMAKE_CURRENT_BINARY_DIR}")
    list(APPEND environment "PYUNBOX_REPORT_DIR=${reports}")
  endif()
  set(launcher "${pyunbox_EXECUTABLE}" cc --)
  if(environment)
    set(launcher "${CMAKE_COMMAND}" -E env ${environment} ${launcher})
  endif()
  foreach(language C CXX)
    # ccache, say, stays between pyunbox and the compiler.
    get_target_property(others ${target} ${language}_COMPILER_LAUNCHER)
    set(all ${launcher})
    if(others)
      list(APPEND all ${others})
    endif()
    set_target_properties(${target} PROPERTIES
      ${language}_COMPILER_LAUNCHER "${all}")
  endforeach()
  # Headers are found by the compiler; these it does not know.
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    if(NOT source MATCHES "\\$<")
      set_property(SOURCE "${source}" TARGET_DIRECTORY ${target}
        APPEND PROPERTY OBJECT_DEPENDS "${depends}")
    endif()
  endforeach()
endfunction()
